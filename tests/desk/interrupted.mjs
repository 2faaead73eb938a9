// What comes between somebody and their work: news while they press, a session that ends, a colleague at the same record, a
// line that dies.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {step} from './steps.mjs';
import {makeRecord, deliver} from './kiosks.mjs';
import {finish, open, goTo, button, confirm, picture, tell, holdAnswer, settled, titled, tokenOf, password, url, region, write, keep} from './chromium.mjs';

const anna = await open('anna');
const bram = await open('bram');
const carla = await open('carla');

await step('a button counts although its list is drawn anew between pressing and letting go, with the pointer and with the keys', async () => {
  const card = anna.getByRole('button', {name: 'Openen: De Draaikom'});
  const eva = await open('eva');
  for (const [press, letGo] of [
    [async () => { await card.hover(); await anna.mouse.down(); }, () => anna.mouse.up()],
    [async () => { await card.focus(); await anna.keyboard.down('Space'); }, () => anna.keyboard.up('Space')],
  ]) {
    await goTo(anna, 'Situatie en menukaart');
    await card.waitFor();
    await settled(anna);
    const asked = anna.waitForRequest('**/desk/api/places/changes');
    const late = await holdAnswer(anna, '**/desk/api/places/changes');
    assert.equal(await tell(eva, 'settings', {two_persons: 'extreme', sender: 'regio@example.nl'}, await tokenOf(eva)), 200);
    await asked;
    await press();
    await late.give();
    await anna.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn)); }));
    await letGo();
    await anna.getByRole('heading', {level: 1, name: /^Menukaart van/}).waitFor();
  }
  await eva.context().close();
});

const door = anna.getByRole('dialog', {name: 'Inloggen'});

await step('a bulletin that is being written outlives the session, and the menu, the language and signing out ask first', async () => {
  const headline = anna.locator('[name=nl-headline]');
  await write(anna, 'Schuilen in de kerk');
  const stays = async (leave) => {
    await leave();
    const question = anna.getByRole('dialog', {name: 'Weggaan zonder te bewaren?'});
    await question.waitFor();
    await confirm(anna, 'Nee, hier blijven');
    await question.waitFor({state: 'detached'});
    await anna.getByRole('heading', {level: 1, name: 'Nieuw bericht'}).waitFor();
    assert.equal(await headline.inputValue(), 'Schuilen in de kerk');
    assert.match(anna.url(), /#\/bulletins\/new$/);
  };
  await stays(() => button(anna, 'English').click());
  await stays(() => anna.goBack());
  await stays(() => anna.getByRole('link', {name: 'Noodsteunpunten'}).click());
  await stays(() => button(anna, 'Terug').click());
  await stays(() => button(anna, 'Uitloggen').click());
  await anna.context().clearCookies();
  await anna.locator('[name=nl-description]').fill('Breng ook een warme deken mee.');
  await door.getByText('Daarna gaat u verder waar u was.').waitFor();
  await anna.keyboard.press('Escape');
  await anna.keyboard.press('Escape');
  assert.equal(await door.getByLabel('Naam').inputValue(), 'anna');
  await door.getByLabel('Wachtwoord').fill('een ander wachtwoord');
  await door.getByRole('button', {name: 'Inloggen'}).click();
  await door.getByText('Naam of wachtwoord klopt niet.').waitFor();
  await door.getByLabel('Wachtwoord').fill(password);
  await door.getByRole('button', {name: 'Inloggen'}).click();
  await door.waitFor({state: 'detached'});
  assert.equal(await headline.inputValue(), 'Schuilen in de kerk');
  // What was asked for while the session was over is done once they are back.
  await anna.getByText(/Leesniveau/).waitFor();
  await anna.route('**/drafts/keep', (route) => route.fulfill({status: 401, json: {check: 'desk.session', message: 'nobody is signed in'}}), {times: 1});
  await keep(anna, async () => {
    await door.getByLabel('Wachtwoord').fill(password);
    await door.getByRole('button', {name: 'Inloggen'}).click();
  });
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('row', {name: /zichtbaar.*Schuilen in de kerk/}).waitFor();
});

await step('who signs in anew beside a page goes on in it, and somebody else begins a fresh one', async () => {
  const checked = anna.waitForResponse((response) => response.url().endsWith('/drafts/check') && response.request().postData().includes('Thee om 4 uur'));
  await write(anna, 'Thee om 4 uur');
  await checked;
  // As another page of the same browser would: the session that this page began is over.
  assert.equal(await tell(anna, 'sign-in', {name: 'anna', password}), 200);
  // Asked in the session of before, and answered after its end.
  await anna.route('**/drafts/check', (route) => route.fulfill({status: 401, json: {check: 'desk.session', message: 'no session'}}), {times: 1});
  const again = anna.waitForResponse((response) => response.url().endsWith('/drafts/check') && response.status() === 200);
  await anna.locator('[name=nl-headline]').fill('Thee om kwart over 4');
  await again;
  assert.equal(await door.count(), 0);
  await keep(anna);
  await anna.context().clearCookies();
  await anna.locator('[name=nl-headline]').fill('Thee om 5 uur');
  await door.getByLabel('Naam').fill('bram');
  await door.getByLabel('Wachtwoord').fill(password);
  await door.getByRole('button', {name: 'Inloggen'}).click();
  await anna.locator('.who', {hasText: 'Bram'}).waitFor();
  await anna.getByRole('heading', {level: 1, name: 'Nieuw bericht'}).waitFor();
  assert.equal(await anna.locator('[name=nl-headline]').inputValue(), '');
});

await step('the browser asks, too, before the page is closed', async () => {
  await anna.locator('[name=nl-headline]').fill('Nog niet af');
  const closing = anna.waitForEvent('dialog');
  await anna.close({runBeforeUnload: true});
  assert.equal((await closing).type(), 'beforeunload');
});

await step('the page of a message that stays open waits for one look at a time, however much is new meanwhile', async () => {
  // The looks at a message that a noodsteunpunt without a line does not show: they wait here until they are let go.
  await bram.evaluate(() => {
    const {setTimeout: begin, clearTimeout: end} = window;
    const waiting = new Map();
    let begun = 0;
    window.looks = {count: () => waiting.size, letGo: () => { for (const [id, look] of waiting) if (waiting.delete(id)) look(); },
      undo: () => Object.assign(window, {setTimeout: begin, clearTimeout: end})};
    document.documentElement.dataset.looks = '0';
    window.setTimeout = (then, time, ...rest) => {
      if (![1500, 5000].includes(time)) return begin(then, time, ...rest);
      waiting.set(-(++begun), then);
      document.documentElement.dataset.looks = String(begun);
      return -begun;
    };
    window.clearTimeout = (id) => { if (!waiting.delete(id)) end(id); };
  });
  const afterLook = async (then) => {
    const before = await bram.evaluate(() => document.documentElement.dataset.looks);
    await then();
    await bram.locator(`html:not([data-looks="${before}"])`).waitFor({state: 'attached'});
    assert.equal(await bram.evaluate(() => window.looks.count()), 1);
  };
  await goTo(bram, 'Berichten');
  await afterLook(() => bram.getByRole('button', {name: 'Openen: Schuilen in de kerk'}).click());
  const made = makeRecord('emergency', 'Hek klemt');
  await afterLook(() => deliver(made));
  for (const state of ['accepted', 'on-the-way', 'answered', 'handled']) {
    await afterLook(async () => assert.equal(await tell(carla, 'records/tell', {id: made.id, state, answer: ''}, await tokenOf(carla)), 200));
  }
  // It goes on looking by itself.
  await afterLook(() => bram.evaluate(() => window.looks.letGo()));
  await bram.evaluate(() => window.looks.undo());
  await goTo(bram, 'Berichten');
});

const question = (page) => page.getByRole('dialog', {name: 'Weggaan zonder te bewaren?'});

await step('an answer that is being written is asked about before another report is opened', async () => {
  const made = [makeRecord('emergency', 'Val van de trap'), makeRecord('emergency', 'Brand in de keuken')];
  for (const one of made) await deliver(one);
  await goTo(bram, 'Meldingen');
  const panel = bram.getByRole('complementary');
  const openReport = (one) => bram.getByRole('button', {name: `Openen: ${one.number}`}).click();
  await openReport(made[0]);
  await panel.getByText('Val van de trap').waitFor();
  await panel.getByLabel('Antwoord').fill('De arts komt om 4 uur');
  await openReport(made[1]);
  await confirm(bram, 'Nee, hier blijven');
  assert.equal(await panel.getByLabel('Antwoord').inputValue(), 'De arts komt om 4 uur');
  await bram.getByRole('link', {name: 'Noodsteunpunten'}).click();
  await question(bram).waitFor();
  await confirm(bram, 'Nee, hier blijven');
  await panel.getByRole('button', {name: 'Stuur'}).click();
  await bram.getByText('Verstuurd naar het noodsteunpunt.').first().waitFor();
  await openReport(made[1]);
  await panel.getByText('Brand in de keuken').waitFor();
  await panel.getByLabel('Antwoord').fill('Toch niet');
  await panel.getByRole('button', {name: 'Paneel sluiten'}).click();
  await confirm(bram, 'Ja, weggaan');
  await panel.getByLabel('Antwoord').waitFor({state: 'detached'});
  for (const one of made) assert.equal(await tell(bram, 'records/tell', {id: one.id, state: 'handled', answer: ''}, await tokenOf(bram)), 200);
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
});

await step('a panel that stands open follows what a colleague does, and takes nothing back of what it did not show', async () => {
  const made = makeRecord('emergency', 'Brand op zolder');
  await deliver(made);
  const carlaTells = async (state) => assert.equal(await tell(carla, 'records/tell', {id: made.id, state, answer: ''}, await tokenOf(carla)), 200);
  const stateNow = () => carla.evaluate(async (id) => (await (await fetch(`/desk/api/record?id=${id}`)).json()).record.state, made.id);
  await goTo(bram, 'Meldingen');
  const panel = bram.getByRole('complementary');
  const press = (name) => panel.getByRole('button', {name}).click();
  await bram.getByRole('button', {name: `Openen: ${made.number}`}).click();
  await panel.getByLabel('Antwoord').fill('Blijf buiten');
  // What happens after this is not heard of here for a while.
  await bram.route('**/desk/api/changes*', (route) => route.abort());
  assert.equal(await tell(carla, 'records/assign', {id: made.id, user: 'carla'}, await tokenOf(carla)), 200);
  await bram.locator('#link', {hasText: 'Geen verbinding'}).waitFor();
  await settled(bram);
  for (const [state, pressed, gone] of [['on-the-way', 'Aannemen', 'Aannemen'], ['handled', 'Hulp is onderweg', 'Afsluiten']]) {
    await carlaTells(state);
    await press(pressed);
    await bram.locator('.notice.bad', {hasText: 'Iemand anders heeft dit intussen veranderd.'}).waitFor();
    assert.equal(await stateNow(), state);
    await panel.getByRole('button', {name: gone}).waitFor({state: 'hidden'});
    await bram.locator('.notice').evaluateAll((shown) => shown.forEach((one) => one.remove()));
  }
  await carlaTells('accepted');
  await bram.unroute('**/desk/api/changes*');
  await panel.getByRole('button', {name: 'Afsluiten'}).waitFor();
  await panel.getByRole('status').getByText(/^aangenomen/).waitFor();
  assert.equal(await panel.getByRole('listitem').count(), 4);
  assert.equal(await panel.getByLabel('Antwoord').inputValue(), 'Blijf buiten');
  await press('Stuur');
  await bram.getByText('Verstuurd naar het noodsteunpunt.').first().waitFor();
  await carlaTells('handled');
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
});

await step('what a colleague closed is not matched any more by a panel that shows it still', async () => {
  const [asked, offer] = [makeRecord('transport', 'Naar de dokter'), makeRecord('offer', 'Busje met acht plaatsen')];
  for (const one of [asked, offer]) await deliver(one);
  const carlaCloses = async (one) => assert.equal(await tell(carla, 'records/tell', {id: one.id, state: 'handled', answer: ''}, await tokenOf(carla)), 200);
  await goTo(bram, 'Hulpvragen');
  const panel = bram.getByRole('complementary');
  await bram.getByRole('row', {name: /Naar de dokter/}).getByRole('button').click();
  await panel.getByText('Busje met acht plaatsen').waitFor();
  // Where the news comes late, the panel shows what was there before.
  await bram.route('**/desk/api/changes*', (route) => route.abort());
  assert.equal(await tell(carla, 'records/assign', {id: asked.id, user: 'carla'}, await tokenOf(carla)), 200);
  await bram.locator('#link', {hasText: 'Geen verbinding'}).waitFor();
  await settled(bram);
  await carlaCloses(offer);
  await panel.getByRole('button', {name: /^Koppelen/}).click();
  await confirm(bram, 'Koppelen');
  await bram.locator('.notice.bad', {hasText: 'Iemand anders heeft dit intussen veranderd.'}).waitFor();
  await panel.getByText('Er is nu niets dat past.').waitFor();
  for (const [one, state] of [[asked, 'received'], [offer, 'handled']]) {
    const now = await carla.evaluate(async (id) => (await (await fetch(`/desk/api/record?id=${id}`)).json()).record, one.id);
    assert.deepEqual([now.state, now.case.matches], [state, []]);
  }
  await carlaCloses(asked);
  await bram.unroute('**/desk/api/changes*');
  await bram.getByRole('row', {name: /Naar de dokter/}).waitFor({state: 'detached'});
});

await step('what a colleague gave away meanwhile says so in a panel that offers it still', async () => {
  const [asked, other, offer, free] = [makeRecord('transport', 'Naar de apotheek'), makeRecord('transport', 'Naar huis'),
    makeRecord('offer', 'Busje met vier plaatsen'), makeRecord('offer', 'Busje met twee plaatsen')];
  for (const one of [asked, other, offer, free]) await deliver(one);
  const post = async (door, body) => assert.equal(await tell(carla, `records/${door}`, body, await tokenOf(carla)), 200);
  await goTo(bram, 'Hulpvragen');
  const panel = bram.getByRole('complementary');
  await bram.getByRole('row', {name: /Naar de apotheek/}).getByRole('button').click();
  const line = panel.getByRole('listitem').filter({hasText: 'Busje met vier plaatsen'});
  await line.waitFor();
  await bram.route('**/desk/api/changes*', (route) => route.abort());
  await post('assign', {id: asked.id, user: 'carla'});
  await bram.locator('#link', {hasText: 'Geen verbinding'}).waitFor();
  await settled(bram);
  await bram.locator('.notice').evaluateAll((shown) => shown.forEach((one) => one.remove()));
  await post('match', {id: other.id, with: offer.id, n: 1, with_n: 1, answer: 'Er is vervoer.', answer_with: ''});
  await line.getByRole('button', {name: /^Koppelen/}).click();
  await confirm(bram, 'Koppelen');
  await bram.locator('.notice.bad', {hasText: 'Iemand anders heeft dit intussen veranderd.'}).waitFor();
  await line.getByText('1 gekoppeld').waitFor();
  assert.match(await panel.locator('.matches li').last().textContent(), /vier plaatsen/);
  await post('tell', {id: free.id, state: 'accepted', answer: ''});
  await bram.unroute('**/desk/api/changes*');
  await panel.getByRole('listitem').filter({hasText: 'Busje met twee plaatsen'}).getByText('aangenomen').waitFor();
  for (const one of [asked, other, offer, free]) await post('tell', {id: one.id, state: 'handled', answer: ''});
  await bram.getByRole('row', {name: /Naar de apotheek/}).waitFor({state: 'detached'});
});

// A line that died without a word: what this page asks of these doors from now on is answered by nobody. The seconds after
// which it gives up pass at once there.
async function killLine(page, doors, seconds) {
  await page.evaluate((patience) => {
    window.timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (time) => window.timeout(time === patience ? 100 : time);
  }, seconds * 1000);
  await page.route(doors, () => {});
  return async () => {
    await page.evaluate(() => { AbortSignal.timeout = window.timeout; });
    await page.unroute(doors);
  };
}

await step('a desk whose line died without a word says so, and rings for what came meanwhile', async () => {
  const told = await bram.evaluate(async () => (await fetch('/desk/api/changes?after=0')).json());
  assert.equal(told.hold, 55);
  const made = [makeRecord('emergency', 'Kind zoek'), makeRecord('emergency', 'Hond zoek')];
  await goTo(bram, 'Meldingen');
  const revive = await killLine(bram, '**/desk/api/changes*', told.hold + 15);
  // The last poll that the hub heard of ends with this report; the next one is lost.
  await deliver(made[0]);
  await bram.getByRole('row', {name: new RegExp(made[0].number)}).waitFor();
  await bram.locator('#link', {hasText: 'Geen verbinding'}).waitFor();
  await settled(bram);
  const rang = () => bram.evaluate(() => Number(document.documentElement.dataset.rang || 0));
  const before = await rang();
  await deliver(made[1]);
  await revive();
  await bram.getByRole('row', {name: new RegExp(made[1].number)}).waitFor();
  await bram.locator('#link:empty').waitFor({state: 'attached'});
  assert.ok(await rang() > before);
  for (const one of made) assert.equal(await tell(bram, 'records/tell', {id: one.id, state: 'handled', answer: ''}, await tokenOf(bram)), 200);
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
});

await step('a page that heard of nothing looks all the same, in the end, whether something must ring', async () => {
  const made = [makeRecord('emergency', 'Boom op het dak'), makeRecord('emergency', 'Boom op de weg')];
  const held = [];
  const isHeld = new Promise((done) => {
    bram.route('**/desk/api/changes*', (route) => { held.push(route); done(); });
  });
  // The last poll that the hub heard of ends with this report; those after it are held back here.
  await deliver(made[0]);
  await isHeld;
  await bram.getByRole('row', {name: new RegExp(made[0].number)}).waitFor();
  const rang = await bram.evaluate(() => document.documentElement.dataset.rang || '0');
  await deliver(made[1]);
  await held.shift().fulfill({status: 204});
  await bram.locator(`html[data-rang]:not([data-rang="${rang}"])`).waitFor({state: 'attached'});
  assert.equal(await bram.title(), '(2) Coördinatiepunt');
  await bram.getByRole('row', {name: new RegExp(made[1].number)}).waitFor();
  await bram.unroute('**/desk/api/changes*');
  for (const one of held) await one.abort();
  for (const one of made) assert.equal(await tell(bram, 'records/tell', {id: one.id, state: 'handled', answer: ''}, await tokenOf(bram)), 200);
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
});

await step('an emergency rings although the first who was asked for it answered in vain, also for who just came in', async () => {
  await goTo(bram, 'Berichten');
  const inVain = (status) => bram.route(/\/records\?class=emergency/, (route) => route.fulfill({status, body: ''}), {times: 1});
  const isCounted = async () => {
    await bram.locator('#count-reports', {hasText: /^1$/}).waitFor();
    assert.equal(await bram.title(), '(1) Coördinatiepunt');
  };
  const rang = await bram.evaluate(() => document.documentElement.dataset.rang || '0');
  await inVain(502);
  const made = makeRecord('emergency', 'Val van de trap');
  await deliver(made);
  await bram.locator(`html[data-rang]:not([data-rang="${rang}"])`).waitFor({state: 'attached'});
  await inVain(503);
  await bram.reload();
  await isCounted();
  await bram.context().clearCookies();
  await bram.getByRole('link', {name: 'Noodsteunpunten'}).click();
  const again = bram.getByRole('dialog', {name: 'Inloggen'});
  await again.getByLabel('Wachtwoord').fill(password);
  await bram.evaluate(() => { document.getElementById('count-reports').textContent = ''; });
  await inVain(504);
  await again.getByRole('button', {name: 'Inloggen'}).click();
  await again.waitFor({state: 'detached'});
  await isCounted();
  assert.equal(await tell(bram, 'records/tell', {id: made.id, state: 'handled', answer: ''}, await tokenOf(bram)), 200);
  await goTo(bram, 'Meldingen');
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
  await bram.locator('#count-reports:empty').waitFor({state: 'attached'});
});

await step('a zip for a courier that broke off on its way is no stick that is under way, and a whole one is', async () => {
  await goTo(carla, 'USB-koerier');
  const sticks = carla.locator('.sticks tbody tr');
  await carla.locator('.sticks', {hasText: 'Hier staat nog niets.'}).waitFor();
  await carla.route('**/desk/api/courier/zip', async (route) => { await route.fetch(); await route.abort('connectionreset'); }, {times: 1});
  await button(carla, 'Opslaan als zip').click();
  await carla.locator('.outcome .danger', {hasText: 'Geen verbinding'}).waitFor();
  const known = () => carla.evaluate(async () => (await (await fetch('/desk/api/courier')).json()).sticks.length);
  assert.equal(await known(), 0);
  const saving = carla.waitForEvent('download');
  await carla.getByLabel('De Draaikom').check();
  await button(carla, 'Opslaan als zip').click();
  await saving;
  await carla.getByText('De zip is opgeslagen.').waitFor();
  await sticks.filter({hasText: 'De Draaikom'}).filter({hasText: 'onderweg'}).waitFor();
  assert.equal(await sticks.count(), 1);
  await goTo(carla, 'Berichten');
});

await step('a page that does not come leaves no list behind that stands still, and comes by itself', async () => {
  const made = [makeRecord('emergency', 'Ruit kapot'), makeRecord('emergency', 'Deur klemt'), makeRecord('emergency', 'Lamp gevallen')];
  const isInRow = (one) => bram.getByRole('row', {name: new RegExp(one.number)}).waitFor();
  const headed = (name) => bram.getByRole('heading', {level: 1, name, exact: true}).waitFor();
  const refusing = (where, options) => bram.route(where, (route) => route.fulfill({status: 503, body: 'too much to do'}), options);
  await goTo(bram, 'Meldingen');
  await refusing('**/desk/api/templates');
  await button(bram, 'Nieuw bericht').click();
  await bram.locator('.notice.bad', {hasText: 'De server heeft het nu te druk.'}).waitFor();
  await deliver(made[0]);
  await isInRow(made[0]);
  // What is written meanwhile stays, also once the page could come.
  await bram.getByRole('button', {name: `Openen: ${made[0].number}`}).click();
  const answer = bram.getByRole('complementary').getByLabel('Antwoord');
  await answer.fill('Blijf weg van het raam');
  await bram.unroute('**/desk/api/templates');
  await deliver(made[1]);
  await isInRow(made[1]);
  assert.equal(await answer.inputValue(), 'Blijf weg van het raam');
  await answer.fill('');
  await deliver(made[2]);
  await headed('Nieuw bericht');
  // Lists of two pages look alike from afar.
  await goTo(bram, 'Hulpvragen');
  await refusing(/\/records\?class=emergency/, {times: 1});
  await bram.getByRole('link', {name: 'Meldingen'}).click();
  await headed('Noodmeldingen');
  assert.equal(await bram.locator('.filters').count(), 0);
  for (const one of made) await isInRow(one);
  for (const one of made) assert.equal(await tell(bram, 'records/tell', {id: one.id, state: 'handled', answer: ''}, await tokenOf(bram)), 200);
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
});

await step('the first page comes by itself, too, and a list that was refused is had again without any news', async () => {
  await bram.route(/\/records\?class=emergency/, (route) => route.abort(), {times: 1});
  await bram.reload();
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
  const held = [];
  const made = makeRecord('emergency', 'Hek om');
  // The last poll that the hub heard of ends with this report, and what the list needs is refused then.
  await bram.route('**/desk/api/changes*', (route) => { held.push(route); });
  await bram.route('**/desk/api/courier', (route) => route.fulfill({status: 503, body: 'too much to do'}), {times: 1});
  await deliver(made);
  await bram.getByRole('row', {name: new RegExp(made.number)}).waitFor();
  await bram.unroute('**/desk/api/changes*');
  for (const one of held) await one.abort();
  assert.equal(await tell(bram, 'records/tell', {id: made.id, state: 'handled', answer: ''}, await tokenOf(bram)), 200);
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
});

await step('a refusal is told in the words of what the hub names, and only a hub that is too busy as one', async () => {
  const made = makeRecord('emergency', 'Kat in de boom');
  await deliver(made);
  await bram.getByRole('button', {name: `Openen: ${made.number}`}).click();
  const panel = bram.getByRole('complementary');
  const said = async (status, json, words) => {
    await bram.route('**/desk/api/records/tell', (route) => route.fulfill({status, json}), {times: 1});
    await panel.getByRole('button', {name: 'Aannemen'}).click();
    await bram.locator('.notice.bad', {hasText: words}).waitFor();
  };
  await said(503, {check: 'inbox.locked', message: 'the key that signs receipts is not open'}, 'De sleutel voor meldingen is op slot.');
  await said(409, {check: 'desk.same', message: 'this is published already'}, 'Dit is al precies zo gepubliceerd.');
  await said(503, {check: 'inbox.store', message: 'the disk is full'}, 'De server heeft het nu te druk.');
  await said(409, {check: 'inbox.moved', message: 'somebody else told more meanwhile'}, 'Iemand anders heeft dit intussen veranderd.');
  assert.equal(await tell(bram, 'records/tell', {id: made.id, state: 'handled', answer: ''}, await tokenOf(bram)), 200);
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
});

function changeSession(change, person) {
  const done = spawnSync('python3', ['-c', `import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=20) as store: store.execute(f"UPDATE session SET {sys.argv[2]} WHERE person = ?", sys.argv[3:])`,
  `${region}/inbox.sqlite`, change, person], {encoding: 'utf8'});
  if (done.status !== 0) throw new Error(done.stderr);
}
// As if this person had not touched a desk for longer than half an hour, and for longer than a week.
const letRest = (person) => changeSession('used = 0', person);
const letEnd = (person) => changeSession('used = 0, begun = 0', person);

await step('a desk that signed out by itself rings for an emergency, and tells nothing of it before somebody signs in', async () => {
  letRest('bram');
  await bram.getByRole('link', {name: 'Noodsteunpunten'}).click();
  const again = bram.getByRole('dialog', {name: 'Inloggen'});
  await again.getByText('Dit scherm luistert mee').waitFor();
  const rang = () => bram.evaluate(() => Number(document.documentElement.dataset.rang || 0));
  const before = await rang();
  const made = makeRecord('emergency', 'Val van de ladder');
  await deliver(made);
  await again.getByText('Er wacht een noodmelding. Log in om die te lezen.').waitFor();
  assert.ok(await rang() > before);
  assert.equal(await bram.title(), '(!) Coördinatiepunt');
  await picture(bram, 'watch');
  // A page that is opened anew has nothing in it, and listens as well.
  await bram.reload();
  await bram.getByText('Er wacht een noodmelding. Log in om die te lezen.').waitFor();
  assert.equal((await bram.content()).includes('ladder'), false);
  const revive = await killLine(bram, '**/desk/api/watch', 30);
  await bram.getByText('Geen verbinding').waitFor();
  await revive();
  await bram.getByText('Er wacht een noodmelding. Log in om die te lezen.').waitFor();
  await bram.getByLabel('Naam').fill('bram');
  await bram.getByLabel('Wachtwoord').fill(password);
  await button(bram, 'Inloggen').click();
  await goTo(bram, 'Meldingen');
  await bram.getByRole('row', {name: new RegExp(made.number)}).waitFor();
  await titled(bram, '(1) Coördinatiepunt');
  // Nor does a page promise to listen when it may not any more.
  letRest('bram');
  await bram.getByRole('link', {name: 'Noodsteunpunten'}).click();
  await again.getByText('Er wacht een noodmelding.').waitFor();
  letEnd('bram');
  await again.getByText('Dit scherm luistert niet meer mee.').waitFor();
  assert.equal(await bram.title(), 'Coördinatiepunt');
  await again.getByLabel('Wachtwoord').fill(password);
  await again.getByRole('button', {name: 'Inloggen'}).click();
  await again.waitFor({state: 'detached'});
  // Who signs out is told nothing more.
  const asked = bram.waitForResponse('**/desk/api/watch');
  await button(bram, 'Uitloggen').click();
  assert.equal((await asked).status(), 401);
  await button(bram, 'Inloggen').waitFor();
  assert.equal(await bram.getByText(/noodmelding/).count(), 0);
});

await finish();
