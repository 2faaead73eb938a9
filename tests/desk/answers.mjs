// What the hub's answers mean to who writes a bulletin: one that gets lost or comes in vain, and those of a hub whose program
// or clock is another.
import assert from 'node:assert/strict';
import {step} from './steps.mjs';
import {finish, open, goTo, button, confirm, approve, propose, openBulletin, tokenOf, write, keep} from './chromium.mjs';

const anna = await open('anna');
const bram = await open('bram');
const carla = await open('carla');

await step('a draft that the hub could not look at when it was opened can be published a moment later, without a key pressed', async () => {
  await write(anna, 'Appels in de hal');
  await keep(anna);
  await goTo(anna, 'Berichten');
  const vain = [(route) => route.abort(), (route) => route.fulfill({status: 503, body: 'too much to do'})];
  await anna.route('**/drafts/check', (route) => (vain.length ? vain.shift()(route) : route.continue()));
  await anna.getByRole('button', {name: 'Verder schrijven: Appels in de hal'}).click();
  await button(anna, 'Publiceren').and(anna.locator(':enabled')).waitFor();
  assert.equal(vain.length, 0);
  await anna.unroute('**/drafts/check');
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('row', {name: /zichtbaar.*Appels in de hal/}).waitFor();
});

// What the hub answers the next time gets lost on its way.
const loseAnswer = (page, where) => page.route(where, async (route) => { await route.fetch(); await route.abort(); }, {times: 1});

await step('a bulletin whose answer got lost is published once, however often it is sent', async () => {
  const headline = anna.locator('[name=nl-headline]');
  const live = (words) => anna.getByRole('row', {name: new RegExp(`zichtbaar.*${words}`)});
  const send = async () => {
    await anna.locator('.notice').evaluateAll((shown) => shown.forEach((one) => one.remove()));
    await button(anna, 'Publiceren').click();
    await confirm(anna, 'Ja, nu publiceren');
  };
  const inVain = async () => {
    await loseAnswer(anna, '**/drafts/publish');
    await send();
    await anna.locator('.notice.bad', {hasText: 'Geen verbinding'}).waitFor();
  };
  for (const isKept of [false, true]) {
    const words = isKept ? 'Warme sokken in de hal' : 'Warme truien in de hal';
    await write(anna, words);
    if (isKept) await keep(anna);
    await inVain();
    await send();
    await live(words).waitFor();
    assert.equal(await live(words).count(), 1);
    assert.equal(await anna.getByRole('button', {name: `Verder schrijven: ${words}`}).count(), 0);
  }
  // What replaces one may be sent again, too.
  await openBulletin(anna, 'Warme truien in de hal');
  await button(anna, 'Vervangen').click();
  await headline.fill('Warme wanten in de hal');
  await inVain();
  await send();
  await live('Warme wanten in de hal').waitFor();
  // With other words it is another one, and whoever sends it knows.
  await write(anna, 'Warme mutsen in de hal');
  await inVain();
  await headline.fill('Warme petten in de hal');
  await send();
  await anna.locator('.checks').getByText('Dit bericht is al gepubliceerd, zoals het was voordat u het veranderde.').waitFor();
  assert.equal(await headline.inputValue(), 'Warme petten in de hal');
  await button(anna, 'Terug').click();
  await confirm(anna, 'Ja, weggaan');
  await live('Warme mutsen in de hal').waitFor();
  assert.equal(await live('Warme petten in de hal').count(), 0);
});

await step('a draft whose answer got lost is kept once, with the words that were sent last', async () => {
  const kept = (words) => bram.getByRole('button', {name: `Verder schrijven: ${words}`});
  await write(carla, 'Soep in de Kerkstraat');
  await loseAnswer(carla, '**/drafts/keep');
  await button(carla, 'Bewaren als concept').click();
  await carla.locator('.notice.bad', {hasText: 'Geen verbinding'}).waitFor();
  await goTo(bram, 'Berichten');
  await kept('Soep in de Kerkstraat').waitFor();
  await carla.locator('[name=nl-headline]').fill('Soep in de Kapelstraat');
  await keep(carla);
  await kept('Soep in de Kapelstraat').waitFor();
  await kept('Soep in de Kerkstraat').waitFor({state: 'detached'});
  await bram.getByRole('button', {name: 'Weggooien: Soep in de Kapelstraat'}).click();
  await kept('Soep in de Kapelstraat').waitFor({state: 'detached'});
});

await step('a proposal whose answer got lost waits once, with the words that were sent last', async () => {
  const waiting = (words) => bram.getByRole('button', {name: `Bekijken: ${words}`});
  await write(carla, 'Brand in de Kerkstraat');
  await loseAnswer(carla, '**/drafts/publish');
  await button(carla, 'Voorleggen aan een collega').click();
  await confirm(carla, 'Voorleggen aan een collega');
  await carla.locator('.notice.bad', {hasText: 'Geen verbinding'}).waitFor();
  await goTo(bram, 'Berichten');
  await waiting('Brand in de Kerkstraat').waitFor();
  await carla.locator('[name=nl-headline]').fill('Brand in de Kapelstraat');
  await propose(carla);
  await waiting('Brand in de Kapelstraat').waitFor();
  await waiting('Brand in de Kerkstraat').waitFor({state: 'detached'});
  await approve(bram, 'Bekijken: Brand in de Kapelstraat');
  await bram.getByRole('row', {name: /zichtbaar.*Brand in de Kapelstraat/}).waitFor();
});

await step('who approves what was published with other words reads that, and what to do', async () => {
  const token = await tokenOf(carla);
  const asCarla = (path, draft) => carla.evaluate(async ([where, what, word]) => (await fetch(`/desk/api/${where}`, {method: 'POST',
    body: JSON.stringify(what), headers: {'Content-Type': 'application/json', 'X-Baken-Token': word}})).json(), [path, draft, token]);
  const draft = (headline) => ({uuid: '019a0000-0000-7000-8000-00000000000a', aim: 'new', words: {nl: {headline}}});
  await asCarla('drafts/publish', draft('Lek in de Kerkstraat'));
  const other = await asCarla('drafts/keep', draft('Lek in de Kapelstraat'));
  await asCarla('drafts/publish', {...draft('Lek in de Kapelstraat'), ...other});
  await approve(bram, 'Bekijken: Lek in de Kerkstraat');
  await bram.getByRole('row', {name: /zichtbaar.*Lek in de Kerkstraat/}).waitFor();
  await bram.getByRole('button', {name: 'Bekijken: Lek in de Kapelstraat'}).click();
  await button(bram, 'Goedkeuren en publiceren').click();
  await bram.locator('.notice.bad', {hasText: 'Dit bericht is al gepubliceerd, met andere woorden. Geef het terug'}).waitFor();
  await button(bram, 'Teruggeven').click();
  await bram.getByText('Teruggegeven als concept.').first().waitFor();
});

// The hub's answers there, as these words of it would have them.
const answerWith = (page, where, change) => page.route(where, async (route) => {
  const response = await route.fetch();
  const answer = await response.json();
  change(answer);
  await route.fulfill({response, json: answer});
});

await step('beside a hub whose program is older, which names nobody who loses a warning, what follows one goes out', async () => {
  const live = (words) => anna.getByRole('row', {name: new RegExp(`zichtbaar.*${words}`)}).waitFor();
  const send = async () => {
    await button(anna, 'Publiceren').and(anna.locator(':enabled')).click();
    await confirm(anna, 'Ja, nu publiceren');
  };
  await write(anna, 'Warme jassen in de hal');
  await send();
  await live('Warme jassen in de hal');
  await answerWith(anna, '**/drafts/check', (answer) => { delete answer.left; });
  await openBulletin(anna, 'Warme jassen in de hal');
  await button(anna, 'Vervangen').click();
  await anna.locator('[name=nl-headline]').fill('Warme dekens in de hal');
  await send();
  await live('Warme dekens in de hal');
  await openBulletin(anna, 'Warme dekens in de hal');
  await button(anna, 'Gevaar voorbij').click();
  await anna.locator('[name=nl-headline]').fill('De kou is voorbij');
  await send();
  await live('De kou is voorbij');
  await anna.unroute('**/drafts/check');
});

await step('a noodsteunpunt is connected although the hub that heard it has another time, within minutes', async () => {
  const link = async (minutes) => {
    await answerWith(carla, '**/desk/api/sites', ({sites, now}) => {
      sites.find((site) => site.id === 'draaikom').heard = new Date(Date.parse(now) + minutes * 60e3).toISOString();
    });
    await goTo(carla, 'Berichten');
    await goTo(carla, 'Noodsteunpunten');
    const words = await carla.getByRole('row', {name: /De Draaikom/}).getByRole('cell').nth(1).innerText();
    await carla.unroute('**/desk/api/sites');
    return words;
  };
  for (const [minutes, expected] of [[2, /^● /], [-1, /^● /], [120, /^○ /], [-2, /^○ /]]) assert.match(await link(minutes), expected);
});

await step('who writes is told when the clock of the server and that of this computer differ', async () => {
  const late = await open('anna');
  const told = (place) => place.getByText(/Een van de twee klokken is fout/);
  await goTo(late, 'Berichten');
  await button(late, 'Nieuw bericht').waitFor();
  assert.equal(await told(late).count(), 0);
  await late.clock.setSystemTime(Date.now() - 3 * 3600e3);
  await write(late, 'Soep in de kerk');
  await button(late, 'Publiceren').click();
  await told(late.getByRole('dialog')).waitFor();
  await late.getByRole('dialog').getByRole('button', {name: 'Nee, nog niet'}).click();
  await button(late, 'Terug').click();
  await confirm(late, 'Ja, weggaan');
  await told(late).waitFor();
  await late.context().close();
});

await finish();
