// What a line does between a desk and its hub that is thin, or dies at the wrong moment.
import assert from 'node:assert/strict';
import {step} from './steps.mjs';
import {makeRecord, deliver} from './kiosks.mjs';
import {finish, open, signIn, goTo, button, picture, tell, settled, tokenOf, password} from './chromium.mjs';

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
  const asked = [];
  const note = (request) => asked.push(new URL(request.url()).pathname);
  bram.on('request', note);
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
  // Of warnings of others only their number is shown here.
  await settled(bram);
  bram.off('request', note);
  assert.ok(asked.includes('/desk/api/imports/count'));
  assert.ok(!asked.includes('/desk/api/imports'));
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

await step('who signs out while the line is away reads that they are in still, and nobody comes in after them', async () => {
  const carla = await open('carla');
  const isIn = () => carla.evaluate(async () => (await fetch('/desk/api/me')).status === 200);
  await carla.route('**/desk/api/sign-out', (route) => route.abort());
  await button(carla, 'Uitloggen').click();
  const told = carla.getByText('U bent nog niet uitgelogd: de server antwoordt niet.');
  await told.waitFor();
  await picture(carla, 'not-out-yet');
  // The other language tells it, too.
  await button(carla, 'English').click();
  await carla.getByText('You are not signed out yet: the server does not answer.').waitFor();
  await button(carla, 'Nederlands').click();
  await told.waitFor();
  assert.ok(await isIn());
  // Whoever opens the page anew is in front of the door, and the hub is told by that page.
  await carla.reload();
  await told.waitFor();
  await carla.unroute('**/desk/api/sign-out');
  await carla.getByText('U bent nu uitgelogd.').waitFor();
  assert.equal(await isIn(), false);
  await carla.reload();
  await button(carla, 'Inloggen').waitFor();
  assert.equal(await carla.getByText(/uitgelogd/).count(), 0);
  // Whoever comes back in meanwhile stays in.
  await signIn(carla, 'carla', password);
  await carla.route('**/desk/api/sign-out', (route) => route.abort());
  await button(carla, 'Uitloggen').click();
  await told.waitFor();
  await signIn(carla, 'carla', password);
  await carla.unroute('**/desk/api/sign-out');
  await carla.reload();
  await carla.locator('.who', {hasText: 'Carla'}).waitFor();
  await carla.context().close();
});

await finish();
