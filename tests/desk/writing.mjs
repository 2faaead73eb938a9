// What comes between somebody and the bulletin they write: an older bulletin that it follows, a colleague at the same
// draft.
import assert from 'node:assert/strict';
import {step} from './steps.mjs';
import {runKiosk} from './kiosks.mjs';
import {finish, open, goTo, button, confirm, approve, propose, openBulletin, tell, holdAnswer, tokenOf, url, write, keep} from './chromium.mjs';

const anna = await open('anna');
const bram = await open('bram');
const carla = await open('carla');

await step('a danger whose street was wrong stays a danger when it is replaced, and two persons see to it', async () => {
  await write(anna, 'Gaslek in de Kerkstraat');
  await anna.getByLabel('Ernst').selectOption('Severe');
  await anna.getByLabel('Hoe snel?').selectOption('Immediate');
  await anna.getByLabel('Hoe zeker?').selectOption('Likely');
  await anna.getByLabel('Uren geldig').fill('7');
  await anna.getByText('Dit bericht neemt elk scherm over.').waitFor();
  await propose(anna);
  await approve(bram, /^Bekijken/);
  await openBulletin(anna, 'Gaslek in de Kerkstraat');
  await button(anna, 'Vervangen').click();
  await anna.getByRole('heading', {level: 1, name: 'Bericht vervangen'}).waitFor();
  const chosen = {};
  for (const name of ['severity', 'urgency', 'certainty', 'hours', 'nl-headline']) chosen[name] = await anna.locator(`[name=${name}]`).inputValue();
  assert.deepEqual(chosen, {severity: 'Severe', urgency: 'Immediate', certainty: 'Likely', hours: '7', 'nl-headline': 'Gaslek in de Kerkstraat'});
  await anna.locator('[name=nl-headline]').fill('Gaslek in de Kapelstraat');
  await anna.getByText('Dit bericht neemt elk scherm over.').waitFor();
  await propose(anna);
  await approve(bram, /^Bekijken/);
  await runKiosk(['round', 'expect showing takeover', 'expect heading "Gaslek in de Kapelstraat"']);
});

await step('a translation that still says what the Dutch text said before is told to both persons, and taken out', async () => {
  const screen = {en: 'Do not drink the water', ar: 'لا تشرب الماء'};
  await write(anna, 'Drink geen water in de Kerkstraat');
  for (const [tag, headline] of Object.entries(screen)) {
    await anna.locator('[name=add-language]').selectOption(tag);
    await anna.locator(`[name=${tag}-headline]`).fill(`${headline}: Kerkstraat`);
  }
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await openBulletin(carla, 'Drink geen water in de Kerkstraat');
  await button(carla, 'Vervangen').click();
  await carla.locator('[name=nl-headline]').fill('Drink geen water in de Kapelstraat');
  const checks = carla.locator('.checks');
  await checks.getByText('Deze vertalingen zeggen nog het oude: Arabisch, Engels.').waitFor();
  await carla.locator('[name=en-headline]').fill(`${screen.en}: Kapelstraat`);
  await checks.getByText('Deze vertalingen zeggen nog het oude: Arabisch.').waitFor();
  // What was kept and opened again is measured by what it replaces, too.
  await keep(carla);
  await goTo(carla, 'Berichten');
  await carla.getByRole('button', {name: /^Verder schrijven: .*Drink geen water in de Kapelstraat/}).click();
  await checks.getByText('Deze vertalingen zeggen nog het oude: Arabisch.').waitFor();
  await propose(carla);
  await goTo(bram, 'Berichten');
  await bram.getByRole('button', {name: /^Bekijken: .*Drink geen water/}).click();
  await bram.getByText('Deze vertalingen zeggen nog het oude: Arabisch.').waitFor();
  await button(bram, 'Teruggeven').click();
  await bram.getByText('Teruggegeven als concept.').first().waitFor();
  await goTo(carla, 'Berichten');
  await carla.getByRole('button', {name: /^Verder schrijven: .*Drink geen water in de Kapelstraat/}).click();
  await checks.getByRole('button', {name: 'Haal ze weg'}).click();
  await carla.locator('[name=ar-headline]').waitFor({state: 'detached'});
  await checks.getByText(/Deze vertalingen/).waitFor({state: 'detached'});
  await checks.getByText(/^Niet vertaald in: .*Arabisch/).waitFor();
  await propose(carla);
  await approve(bram, /^Bekijken: .*Drink geen water/);
  const {bulletins} = await bram.evaluate(async () => (await fetch('/desk/api/bulletins')).json());
  const {infos} = bulletins.find((one) => one.state === 'live' && one.infos[0].headline.startsWith('Drink geen water'));
  assert.deepEqual(infos.map((info) => info.headline), ['Drink geen water in de Kapelstraat', `${screen.en}: Kapelstraat`]);
});

await step('a milder template does not take the danger away, and nobody makes it milder alone', async () => {
  await openBulletin(anna, 'Gaslek in de Kapelstraat');
  await button(anna, 'Vervangen').click();
  await anna.getByLabel('Sjabloon').selectOption('boil-water');
  assert.equal(await anna.locator('[name=urgency]').inputValue(), 'Immediate');
  await anna.getByLabel('Sjabloon').selectOption('');
  await anna.getByLabel('Hoe snel?').selectOption('Future');
  await anna.getByText('Een tweede persoon moet dit bericht goedkeuren.').waitFor();
  await anna.getByText('Dit bericht neemt elk scherm over.').waitFor({state: 'detached'});
  await button(anna, 'Voorleggen aan een collega').waitFor();
  await button(anna, 'Terug').click();
  await confirm(anna, 'Ja, weggaan');
  await anna.getByRole('heading', {level: 1, name: 'Berichten'}).waitFor();
});

await step('the second person sees what is taken back and what it says, and so does the list', async () => {
  await goTo(anna, 'Berichten');
  await openBulletin(anna, 'Gaslek in de Kapelstraat');
  await button(anna, 'Intrekken').click();
  await confirm(anna, 'Intrekken');
  await anna.getByText('Voorgelegd. Een collega moet het goedkeuren.').first().waitFor();
  await goTo(bram, 'Berichten');
  await bram.getByRole('button', {name: 'Bekijken: Intrekken: Gaslek in de Kapelstraat'}).click();
  await bram.getByText('Intrekken: Gaslek in de Kapelstraat').waitFor();
  await bram.getByText('Dat bericht neemt nu elk scherm over. Hierna niet meer.').waitFor();
  await bram.getByRole('heading', {level: 3, name: 'Gaslek in de Kapelstraat'}).waitFor();
  await button(bram, 'Teruggeven').click();
  await bram.getByText('Teruggegeven als concept.').first().waitFor();
});

await step('what was proposed for a bulletin goes out no more once that one was replaced', async () => {
  await write(anna, 'Soep om 18 uur');
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  const open = async (page) => {
    await openBulletin(page, 'Soep om 18 uur');
    await button(page, 'Vervangen').click();
    await page.getByRole('heading', {level: 1, name: 'Bericht vervangen'}).waitFor();
  };
  await open(carla);
  await carla.locator('[name=nl-headline]').fill('Soep om 19 uur');
  await propose(carla);
  await open(carla);
  await carla.locator('[name=nl-headline]').fill('Soep om 20 uur');
  await open(anna);
  await anna.locator('[name=nl-headline]').fill('Geen soep vandaag');
  await goTo(bram, 'Berichten');
  await bram.getByRole('button', {name: 'Bekijken: Vervangen: Soep om 18 uur · Soep om 19 uur'}).click();
  await button(bram, 'Goedkeuren en publiceren').and(bram.locator(':enabled')).waitFor();
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('row', {name: /zichtbaar.*Geen soep vandaag/}).waitFor();
  // Who looked before, is told when approving; who looks now, sees it; who writes, when proposing.
  await button(bram, 'Goedkeuren en publiceren').click();
  await bram.locator('.notice.bad').waitFor();
  await button(carla, 'Voorleggen aan een collega').click();
  await confirm(carla, 'Voorleggen aan een collega');
  await carla.getByText(/is intussen vervangen, ingetrokken of verlopen/).waitFor();
  assert.equal(await carla.locator('[name=nl-headline]').inputValue(), 'Soep om 20 uur');
  await button(carla, 'Terug').click();
  await confirm(carla, 'Ja, weggaan');
  await goTo(anna, 'Berichten');
  await anna.getByRole('button', {name: /^Bekijken: Vervangen: Soep om 18 uur/}).click();
  await anna.getByText(/is intussen vervangen, ingetrokken of verlopen/).waitFor();
  assert.ok(await button(anna, 'Goedkeuren en publiceren').isDisabled());
  await button(anna, 'Teruggeven').click();
  await anna.getByText('Teruggegeven als concept.').first().waitFor();
  await runKiosk(['round', 'refuse text "Soep om"']);
});

await step('what is confirmed is what goes out, although it was typed after the hub looked', async () => {
  await write(anna, 'Soep in de hal');
  await button(anna, 'Publiceren').and(anna.locator(':enabled')).waitFor();
  const late = await holdAnswer(anna, '**/drafts/check');
  await anna.locator('[name=nl-headline]').fill('Soep in de kantine');
  await button(anna, 'Publiceren').click();
  await late.give();
  await anna.getByRole('dialog').getByText('Soep in de kantine').waitFor();
  await confirm(anna, 'Nee, nog niet');
  await button(anna, 'Terug').click();
  await confirm(anna, 'Ja, weggaan');
  await anna.getByRole('heading', {level: 1, name: 'Berichten'}).waitFor();
});

// Two at one draft: `changes` is what the one does while the other, anna, writes on.
async function bothAt(headline, changes) {
  await write(anna, headline);
  await keep(anna);
  for (const page of [anna, bram]) {
    await goTo(page, 'Berichten');
    await page.getByRole('button', {name: `Verder schrijven: ${headline}`}).click();
    await page.getByRole('heading', {level: 1, name: 'Nieuw bericht'}).waitFor();
  }
  await anna.locator('[name=nl-headline]').fill(`${headline} (anna)`);
  await changes(bram);
}
async function stillThere(headline, said) {
  await anna.locator('.checks').getByText(said).waitFor();
  assert.equal(await anna.locator('[name=nl-headline]').inputValue(), `${headline} (anna)`);
  await keep(anna);
  await goTo(anna, 'Berichten');
  await anna.getByRole('button', {name: `Weggooien: ${headline} (anna)`}).click();
  await anna.getByRole('button', {name: `Weggooien: ${headline} (anna)`}).waitFor({state: 'detached'});
}

await step('a draft that a colleague changed is not overwritten, and what was typed stays', async () => {
  await bothAt('Brood om 8 uur', async (page) => {
    await page.locator('[name=nl-headline]').fill('Brood om 9 uur');
    await keep(page);
  });
  await button(anna, 'Bewaren als concept').click();
  await stillThere('Brood om 8 uur', /Een collega heeft dit concept intussen veranderd/);
  await anna.getByRole('button', {name: 'Weggooien: Brood om 9 uur'}).click();
});

await step('a draft that waits for a second person is not taken out of the queue', async () => {
  await bothAt('Dekens zijn op', async (page) => {
    await page.getByLabel('Ernst').selectOption('Extreme');
    await page.getByText('Een tweede persoon moet dit bericht goedkeuren.').waitFor();
    await propose(page);
  });
  await button(anna, 'Bewaren als concept').click();
  await stillThere('Dekens zijn op', /Een collega heeft dit concept intussen veranderd of voorgelegd/);
  await approve(anna, 'Bekijken: Dekens zijn op');
  await anna.getByRole('row', {name: /zichtbaar.*Dekens zijn op/}).waitFor();
});

await step('a draft is published once', async () => {
  await bothAt('Koffie in de hal', async (page) => {
    await button(page, 'Publiceren').click();
    await confirm(page, 'Ja, nu publiceren');
    await page.getByRole('row', {name: /zichtbaar.*Koffie in de hal/}).waitFor();
  });
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await stillThere('Koffie in de hal', /een collega heeft het gepubliceerd of weggegooid/);
  assert.equal(await anna.getByRole('row', {name: /zichtbaar.*Koffie in de hal/}).count(), 1);
});

// A change of the situation or of a menu card that `makes` fills in, which bram gives back to carla.
async function givenBack(path, makes) {
  await carla.goto(`${url}/desk#/situation/${path}`);
  await makes(carla);
  await proposePlace(carla);
  await goTo(bram, 'Situatie en menukaart');
  await bram.getByRole('button', {name: /^Bekijken: /}).click();
  await button(bram, 'Teruggeven').click();
  await bram.getByText('Teruggegeven als concept.').first().waitFor();
}
async function proposePlace(page) {
  await button(page, 'Voorleggen aan een collega').click();
  await confirm(page, 'Voorleggen aan een collega');
  await page.getByRole('heading', {level: 1, name: 'Situatie en menukaart'}).waitFor();
}
async function goOn(page) {
  await goTo(page, 'Situatie en menukaart');
  await page.getByRole('button', {name: /^Verder schrijven: /}).click();
  await button(page, 'Terug').waitFor();
}
const changesOf = async (page) => (await page.evaluate(async () => (await fetch('/desk/api/places/changes')).json())).changes;

await step('where a danger goes on nobody loses the warning unseen: both persons read who, and no all-clear does it', async () => {
  const only = async (page) => {
    await page.getByText('Alleen bij bepaalde noodsteunpunten').click();
    await page.locator('[name=site-draaikom]').check();
  };
  await write(anna, 'Rook bij de haven');
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('row', {name: /zichtbaar.*Rook bij de haven/}).waitFor();
  await openBulletin(anna, 'Rook bij de haven');
  await button(anna, 'Gevaar voorbij').click();
  await anna.locator('[name=nl-headline]').fill('De rook is weg');
  await button(anna, 'Publiceren').and(anna.locator(':enabled')).waitFor();
  await only(anna);
  await anna.locator('.checks .danger', {hasText: 'Dit haalt de waarschuwing ook weg bij: De Zender.'}).waitFor();
  assert.ok(await button(anna, 'Publiceren').isDisabled());
  const {identifier} = await anna.evaluate(async () => (await (await fetch('/desk/api/bulletins')).json()).bulletins.find((one) => one.infos[0]?.headline === 'Rook bij de haven'));
  const over = {aim: 'all-clear', of: identifier, words: {nl: {headline: 'De rook is weg'}}, sites: ['draaikom']};
  for (const page of [anna, carla]) assert.equal(await tell(page, 'drafts/publish', over, await tokenOf(page)), 422);
  // Where it is over everywhere it goes out.
  await anna.locator('[name=site-zenderkerk]').check();
  await button(anna, 'Publiceren').and(anna.locator(':enabled')).waitFor();
  await button(anna, 'Terug').click();
  await confirm(anna, 'Ja, weggaan');
  await openBulletin(carla, 'Rook bij de haven');
  await button(carla, 'Vervangen').click();
  await only(carla);
  const lost = {hasText: 'Deze noodsteunpunten tonen het oude bericht straks niet meer, en dit bericht ook niet: De Zender.'};
  await carla.locator('.checks .danger', lost).waitFor();
  await propose(carla);
  await goTo(bram, 'Berichten');
  await bram.getByRole('button', {name: /^Bekijken: .*Rook bij de haven/}).click();
  await bram.locator('.summary .danger', lost).waitFor();
  await button(bram, 'Goedkeuren en publiceren').click();
  await bram.getByRole('row', {name: /zichtbaar.*Rook bij de haven.*Draaikom/}).waitFor();
  // Whoever lost the warning reads in a new message that it is over, as an all-clear and in every language.
  await goTo(anna, 'Berichten');
  await button(anna, 'Nieuw bericht').click();
  await anna.getByLabel('Sjabloon').selectOption({label: 'Het gevaar is voorbij'});
  await anna.locator('[name=hazard]').selectOption('smoke');
  await anna.locator('[name=area]').fill('Zenderwijk');
  await anna.locator('[name=since]').fill('2026-11-22T16:00');
  await anna.getByText('Alleen bij bepaalde noodsteunpunten').click();
  await anna.locator('[name=site-zenderkerk]').check();
  await anna.locator('.checks').getByText('In alle 15 talen.').waitFor();
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('row', {name: /zichtbaar.*Zenderwijk.*De Zender/}).waitFor();
  await anna.getByRole('row', {name: /zichtbaar.*Rook bij de haven.*Draaikom/}).waitFor();
});

await step('a situation that a colleague proposed is not overwritten by who opened it before', async () => {
  const title = (page, words) => page.locator('[name=title-nl]').fill(words);
  await givenBack('now', (page) => title(page, 'Stroom weg'));
  await goOn(anna);
  await goOn(carla);
  await title(carla, 'Stroom weg in Huizen');
  await proposePlace(carla);
  await title(anna, 'Stroom weg in Blaricum');
  await button(anna, 'Voorleggen aan een collega').click();
  await confirm(anna, 'Voorleggen aan een collega');
  await anna.locator('.notice.bad', {hasText: 'Iemand anders heeft dit intussen veranderd.'}).waitFor();
  assert.equal(await anna.locator('[name=title-nl]').inputValue(), 'Stroom weg in Blaricum');
  const [change] = await changesOf(bram);
  assert.deepEqual([change.author, change.words.title.nl, change.waits], ['carla', 'Stroom weg in Huizen', true]);
  assert.equal(await tell(anna, 'places/remove', {id: change.id}, await tokenOf(anna)), 200);
  await button(anna, 'Terug').click();
  await confirm(anna, 'Ja, weggaan');
});

await step('a menu card that waits for a second person is not taken out of the queue by who publishes alone', async () => {
  const note = (page, words) => page.locator('[name=note-water-nl]').fill(words);
  await givenBack('card/draaikom', (page) => note(page, 'Op = op'));
  await goOn(anna);
  await goOn(carla);
  // The same words as before: it is another one all the same, as somebody looks at it.
  await proposePlace(carla);
  await note(anna, 'Tot 20 uur');
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.locator('.notice.bad', {hasText: 'Iemand anders heeft dit intussen veranderd.'}).waitFor();
  const [change] = await changesOf(bram);
  assert.deepEqual([change.author, change.waits], ['carla', true]);
  assert.equal(await tell(anna, 'places/remove', {id: change.id}, await tokenOf(anna)), 200);
  await button(anna, 'Terug').click();
  await confirm(anna, 'Ja, weggaan');
});

await finish();
