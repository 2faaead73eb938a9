// What a line does between a desk and its hub that is thin, or dies at the wrong moment.
import assert from 'node:assert/strict';
import {step} from './steps.mjs';
import {makeRecord, deliver} from './kiosks.mjs';
import {finish, open, goTo, tell, settled, tokenOf} from './chromium.mjs';

const bram = await open('bram');
const close = async (made) => {
  for (const one of made) assert.equal(await tell(bram, 'records/tell', {id: one.id, state: 'handled', answer: ''}, await tokenOf(bram)), 200);
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
};

await step('an emergency rings while the lists that the one before made the page ask for do not come', async () => {
  await goTo(bram, 'Meldingen');
  // It rings for what it did not know when it came.
  const counted = bram.waitForResponse('**/desk/api/records/fresh');
  await bram.reload();
  await counted;
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
  await settled(bram);
  const lists = /desk\/api\/(sites|situations?|courier|bulletins|imports(\/count)?|places\/changes)$/;
  const held = [];
  let begun;
  const isHeld = new Promise((done) => { begun = done; });
  await bram.route(lists, (route) => { held.push(route); begun(); });
  const made = [makeRecord('emergency', 'Lift zit vast'), makeRecord('emergency', 'Lift is los')];
  for (const [at, one] of made.entries()) {
    const before = await bram.evaluate(() => document.documentElement.dataset.rang || '0');
    await deliver(one);
    await bram.locator(`html[data-rang]:not([data-rang="${before}"])`).waitFor({state: 'attached'});
    assert.equal(await bram.title(), `(${at + 1}) Coördinatiepunt`);
  }
  // A browser has six connections to a hub: what rings and what is pressed need theirs.
  await isHeld;
  assert.ok(held.length <= 3, `${held.length} lists are asked for at once`);
  await bram.unroute(lists);
  for (const route of held) await route.continue();
  for (const one of made) await bram.getByRole('row', {name: new RegExp(one.number)}).waitFor();
  await close(made);
});

await step('who accepts a report once more, as the answer got lost, is told of no colleague, and it is accepted once', async () => {
  const made = makeRecord('emergency', 'Kraan lekt');
  await deliver(made);
  const accept = bram.getByRole('button', {name: `Aannemen: ${made.number}`});
  await accept.waitFor();
  // The list goes on showing it as it was.
  await bram.route('**/desk/api/changes*', (route) => route.abort());
  assert.equal(await tell(bram, 'records/assign', {id: made.id, user: 'bram'}, await tokenOf(bram)), 200);
  await bram.locator('#link', {hasText: 'Geen verbinding'}).waitFor();
  await settled(bram);
  await bram.route('**/desk/api/records/tell', async (route) => { await route.fetch(); await route.abort(); }, {times: 1});
  await accept.click();
  await bram.locator('.notice.bad', {hasText: 'Geen verbinding'}).waitFor();
  await bram.locator('.notice').evaluateAll((shown) => shown.forEach((one) => one.remove()));
  await accept.click();
  const panel = bram.getByRole('complementary');
  await panel.getByRole('listitem').filter({hasText: 'aangenomen'}).waitFor();
  assert.equal(await panel.getByRole('listitem').count(), 2);
  assert.equal(await bram.locator('.notice.bad').count(), 0);
  await bram.unroute('**/desk/api/changes*');
  await close([made]);
});

await finish();
