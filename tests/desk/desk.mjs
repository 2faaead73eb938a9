// What people do at the desk, in their order. Each part is a sentence; the first that fails ends the run.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {step} from './steps.mjs';
import {runKiosk, makeRecord, deliver} from './kiosks.mjs';
import {finish, open, signIn, goTo, picture, button, confirm, tell, tokenOf, approve, holdAnswer, titled, password, region, url, withPictures} from './chromium.mjs';

async function previewed(page) {
  await page.locator('aside.preview[aria-busy=false] img.screen').waitFor();
}

async function writeFreely(page, words) {
  await button(page, 'Nieuw bericht').click();
  await page.getByLabel('Kop').fill(words.headline);
  await page.getByLabel('Wat is er aan de hand?').fill(words.description);
  await page.getByLabel('Wat moeten mensen doen?').fill(words.instruction);
}

await step('a wrong password is refused, and five of them make the name wait', async () => {
  const page = await open('');
  for (let count = 0; count < 5; ++count) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/sign-in'));
    await signIn(page, 'dirk', `fout wachtwoord ${count}`);
    assert.equal((await answered).status(), 401);
    await page.getByText('Naam of wachtwoord klopt niet.').waitFor();
  }
  const answered = page.waitForResponse((response) => response.url().endsWith('/sign-in'));
  await page.getByLabel('Naam').fill('dirk');
  await page.getByLabel('Wachtwoord').fill(password);
  await button(page, 'Inloggen').click();
  assert.equal((await answered).status(), 429);
  await page.getByText(/Te vaak een verkeerd wachtwoord/).waitFor();
  await picture(page, 'sign-in');
  await page.context().close();
});

const anna = await open('anna');
const bram = await open('bram');
const carla = await open('carla');

await step('no script can read the session, and a request without its token changes nothing', async () => {
  assert.equal(await anna.evaluate(() => document.cookie), '');
  assert.equal(await tell(anna, 'drafts/publish', {aim: 'new', words: {nl: {headline: 'Zonder token'}}}), 403);
  assert.equal(await tell(anna, 'drafts/publish', {aim: 'new', words: {nl: {headline: 'Vals'}}}, 'f'.repeat(64)), 403);
});

await step('who may not publish or administer is refused by the hub itself', async () => {
  const token = await tokenOf(carla);
  assert.equal(await tell(carla, 'drafts/approve', {id: 'x', print: 'y'}, token), 403);
  assert.equal(await tell(carla, 'settings', {two_persons: 'never', sender: 'a'}, token), 403);
  assert.equal(await carla.evaluate(async () => (await fetch('/desk/api/audit')).status), 403);
  assert.equal(await carla.getByRole('link', {name: 'Logboek'}).count(), 0);
});

await step('a template gives a message in all languages, drawn by the kiosk itself while it is written', async () => {
  await button(anna, 'Nieuw bericht').click();
  await anna.getByLabel('Sjabloon').selectOption('gas-leak');
  await anna.getByLabel('In welke straat').fill('Havenstraat');
  assert.equal(await button(anna, 'Voorleggen aan een collega').count(), 0);
  await anna.getByLabel('Hoeveel meter').fill('100');
  await anna.getByLabel('Waar gaan mensen').fill('Sportpark De Wijzer');
  await anna.getByText('In alle 15 talen.').waitFor();
  await anna.getByText('Dit bericht neemt elk scherm over.').waitFor();
  await previewed(anna);
  assert.equal(await anna.locator('img.screen').evaluate((image) => image.naturalWidth), 1920);
  await anna.getByLabel('Taal van het voorbeeld').selectOption('ar');
  await anna.locator('aside.preview[aria-busy=true]').waitFor({state: 'attached'}).catch(() => {});
  await previewed(anna);
  await picture(anna, 'write');
  await anna.getByLabel('Scherm', {exact: true}).selectOption('portrait');
  await anna.locator('aside.preview[aria-busy=false] img.screen.portrait').waitFor();
  assert.equal(await anna.locator('img.screen').evaluate((image) => image.naturalWidth), 1080);
});

await step('what takes over the screens waits for a second person, who hears of it at once', async () => {
  await button(anna, 'Voorleggen aan een collega').click();
  await confirm(anna, 'Voorleggen aan een collega');
  await bram.getByRole('heading', {name: 'Wacht op een tweede persoon'}).waitFor();
  await bram.locator('#count-bulletins', {hasText: '1'}).waitFor();
  await runKiosk(['round', 'refuse heading "Gaslek, ga nu weg: Havenstraat"']);
  await anna.getByRole('button', {name: /^Bekijken/}).click();
  assert.ok(await button(anna, 'Goedkeuren en publiceren').isDisabled());
  const [draft] = (await anna.evaluate(async () => (await fetch('/desk/api/bulletins')).json())).drafts;
  assert.equal(await tell(anna, 'drafts/approve', {id: draft.id, print: draft.print}, await tokenOf(anna)), 403);
  const stale = await tell(bram, 'drafts/approve', {id: draft.id, print: '0'.repeat(64)}, await tokenOf(bram));
  assert.equal(stale, 409);
});

await step('the second person sees what the screen will show, and publishes', async () => {
  await bram.getByRole('button', {name: /^Bekijken/}).click();
  await previewed(bram);
  await picture(bram, 'review');
  await button(bram, 'Goedkeuren en publiceren').click();
  await bram.getByRole('row', {name: /zichtbaar.*Gaslek, ga nu weg: Havenstraat/}).waitFor();
  await picture(bram, 'bulletins');
});

await step('the kiosk shows it, in the visitor’s language', () => runKiosk([
  'round', 'expect showing takeover', 'expect heading "Gaslek, ga nu weg: Havenstraat"', 'wait 61s', 'expect heading "Gas leak, leave now: Havenstraat"']));

await step('the end of the danger is told, not only taken away', async () => {
  await anna.goto(`${url}/desk#/bulletins`);
  await anna.getByRole('button', {name: 'Openen: Gaslek, ga nu weg: Havenstraat'}).click();
  await button(anna, 'Gevaar voorbij').click();
  await anna.getByLabel('Sjabloon').selectOption('all-clear');
  await anna.getByLabel('Welk gevaar is voorbij?').selectOption('gas');
  for (const field of await anna.locator('.step input[type=text]').all()) await field.fill('Havenstraat');
  for (const field of await anna.locator('.step input[type=datetime-local]').all()) await field.fill('2026-11-22T16:00');
  await button(anna, 'Voorleggen aan een collega').click();
  await confirm(anna, 'Voorleggen aan een collega');
  await anna.getByRole('heading', {name: 'Berichten', level: 1}).waitFor();
  await runKiosk(['round', 'expect showing takeover']);
  await approve(bram, /^Bekijken/);
  await runKiosk(['round', 'refuse showing takeover', 'refuse heading "Gaslek, ga nu weg: Havenstraat"']);
});

// Pictures for people show what people write.
const hostile = withPictures ? '' : '<img src=x onerror="window.hurt=1">';
await step('text that would be markup stays text, in every field', async () => {
  const evil = withPictures ? 'Soep om 18 uur in de grote zaal' : `Soep "><script>window.hurt=1</script> ${hostile} 'a' {b} javascript:alert(1)`;
  await writeFreely(anna, {headline: evil, description: evil, instruction: evil});
  await anna.getByText(/Niet vertaald in: Engels/).waitFor();
  await previewed(anna);
  await button(anna, 'Bewaren als concept').click();
  await anna.getByText('Bewaard.').first().waitFor();
  await bram.getByText(evil).first().waitFor();
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('row', {name: /Soep/}).getByRole('button').click();
  await anna.locator('.texts article').first().waitFor();
  await anna.goto(`${url}/desk#/bulletins/show/${encodeURIComponent(`${hostile}?`)}`);
  for (const page of [anna, bram]) {
    assert.equal(await page.evaluate(() => window.hurt), undefined);
    assert.equal(await page.locator('img[src="x"], main script').count(), 0);
  }
});

await step('a wrong message can be taken back', async () => {
  await anna.goto(`${url}/desk#/bulletins`);
  await anna.getByRole('row', {name: /Soep/}).getByRole('button').click();
  await button(anna, 'Intrekken').click();
  await confirm(anna, 'Intrekken');
  await anna.getByText('Het bericht is ingetrokken.').first().waitFor();
  await runKiosk(['round', 'refuse text "Soep"']);
});

await step('an operator proposes, and hints say what is hard to read or must be checked', async () => {
  await writeFreely(carla, {headline: 'Telefoon werkt niet', description: 'De telefoon werkt niet omdat de masten geen stroom meer hebben en dat kan nog tot vanavond laat zo blijven.', instruction: 'Bel 088-6628240. Bel bij levensgevaar 112.'});
  await carla.getByText(/Een zin van 20 woorden/).waitFor();
  await carla.getByText('Controleer dit nummer samen met een collega: 088-6628240').waitFor();
  await previewed(carla);
  await picture(carla, 'hints', {fullPage: true});
  await button(carla, 'Voorleggen aan een collega').click();
  await carla.getByRole('dialog').getByText('Nummers in dit bericht: 088-6628240. Bel ze eerst zelf.').waitFor();
  await confirm(carla, 'Voorleggen aan een collega');
  await carla.getByRole('heading', {name: 'Wacht op een tweede persoon'}).waitFor();
});

await step('an emergency is heard and seen within a second, accepted, passed on, answered and closed', async () => {
  await bram.getByRole('link', {name: /^Meldingen/}).click();
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
  const evil = `Val van de trap, bij kennis, pijn aan heup ${hostile}`.trim();
  const made = makeRecord('emergency', evil);
  const {number} = made;
  const begun = Date.now();
  await deliver(made);
  await bram.getByRole('row', {name: new RegExp(number)}).waitFor();
  console.log(`     seen after ${Date.now() - begun} ms`);
  await bram.locator('html[data-rang]').waitFor({state: 'attached'});
  assert.equal(await bram.title(), '(1) Coördinatiepunt');
  await bram.locator('#count-reports', {hasText: '1'}).waitFor();
  await picture(bram, 'reports-new');
  await bram.getByRole('row', {name: new RegExp(number)}).getByRole('button', {name: 'Aannemen'}).click();
  const panel = bram.getByRole('complementary');
  await panel.getByText(evil).first().waitFor();
  await bram.getByRole('row', {name: /aangenomen.*Bram/}).waitFor();
  await titled(bram, 'Coördinatiepunt');
  await picture(bram, 'reports');
  const late = await holdAnswer(bram, '**/desk/api/records/tell');
  await panel.getByRole('button', {name: 'Hulp is onderweg'}).click();
  await bram.getByRole('row', {name: /onderweg/}).getByRole('button', {name: /^Openen/}).click();
  // The panel that stood there follows what is done, too; the keys are in the one that was opened.
  await bram.locator('#panel-title:focus').waitFor();
  await panel.getByText(/^\d\d:\d\d onderweg$/).waitFor();
  await panel.getByLabel('Antwoord').fill('Ambulance onderweg, ongeveer 12 minuten');
  // What was passed on is heard of only now, and must not take away what was written meanwhile.
  await late.give();
  await bram.getByText('Verstuurd naar het noodsteunpunt.').first().waitFor();
  await panel.getByRole('button', {name: 'Stuur'}).click();
  await bram.getByRole('row', {name: /beantwoord/}).getByRole('button', {name: /^Openen/}).click();
  await panel.getByText('Ambulance onderweg, ongeveer 12 minuten').waitFor();
  await panel.getByRole('button', {name: 'Afsluiten'}).click();
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
  assert.equal(await bram.evaluate(() => window.hurt), undefined);
  assert.equal(await bram.locator('img[src="x"]').count(), 0);
});

await step('a request is found by its words, and what a viewer may not read is not given', async () => {
  const request = makeRecord('help', `Insuline, voor vanavond ${hostile}`);
  await deliver(request);
  await deliver(makeRecord('situation', 'Alles rustig'));
  await bram.getByRole('link', {name: /^Hulpvragen/}).click();
  await bram.getByRole('row', {name: /Medicijnen/}).waitFor();
  await bram.getByLabel('Zoeken').fill('bestaat niet');
  await bram.getByText('Hier staat nog niets.').waitFor();
  await bram.getByLabel('Zoeken').fill('insuline');
  await bram.getByRole('row', {name: /Medicijnen/}).getByRole('button').click();
  await bram.getByRole('complementary').getByText(withPictures ? '06 12345678' : '<img src=x onerror=hurt=1>').first().waitFor();
  assert.equal(await bram.locator('img[src="x"]').count(), 0);
  // The step of the site's staff is told in the list, and in the panel that stands open, without a press.
  const followUp = makeRecord('follow-up', `Belt vanavond terug ${hostile}`.trim(), 'draaikom', request.id);
  await deliver(followUp);
  await bram.getByRole('row', {name: /Medicijnen.*nieuw.*Door het noodsteunpunt doorgegeven · \d\d:\d\d/}).waitFor();
  await bram.getByRole('complementary').getByText('Belt vanavond terug').waitFor();
  await picture(bram, 'requests');
  const saved = bram.waitForEvent('download');
  await button(bram, 'Opslaan als CSV').click();
  const lines = readFileSync(await (await saved).path(), 'utf8');
  assert.match(lines, /"Gedaan op het noodsteunpunt";/);
  assert.match(lines, /"nieuw";"Door het noodsteunpunt doorgegeven · \d\d:\d\d";/);
  assert.equal(await bram.evaluate(() => window.hurt), undefined);
  await bram.getByRole('link', {name: 'Noodsteunpunten'}).click();
  await bram.getByRole('row', {name: /De Draaikom.*accu 81%.*water 180 liter/}).waitFor();
  await picture(bram, 'sites');
  const viewer = await open('');
  assert.equal(await viewer.evaluate(async () => (await fetch('/desk/api/records')).status), 401);
  await viewer.context().close();
});

await step('what came by radio waits for its report under the check number, and is read beside it after that', async () => {
  await bram.getByRole('link', {name: /^Meldingen/}).click();
  await bram.getByText('Melding via de portofoon').click();
  await bram.getByLabel('Controlegetal').fill('123');
  await bram.getByLabel('Wat is er voorgelezen?').fill(`Brand in de Havenstraat, rolstoel op de eerste verdieping ${hostile}`);
  await button(bram, 'Opslaan').click();
  await bram.getByText('Dit controlegetal klopt niet. Laat het herhalen.').first().waitFor();
  const made = makeRecord('emergency', 'Schoorsteenbrand');
  await bram.getByLabel('Controlegetal').fill(made.number);
  // The hub notes it, and the line dies before it can say so.
  await bram.route('**/desk/api/radio', async (route) => { await route.fetch(); await route.abort(); }, {times: 1});
  await button(bram, 'Opslaan').click();
  await bram.locator('.notice.bad', {hasText: 'Geen verbinding'}).waitFor();
  const late = await holdAnswer(bram, '**/desk/api/radio');
  await button(bram, 'Opslaan').click();
  assert.ok(await button(bram, 'Opslaan').isDisabled());
  await late.give();
  await bram.getByText('Genoteerd.').first().waitFor();
  assert.equal(await bram.getByLabel('Wat is er voorgelezen?').inputValue(), '');
  const waiting = bram.getByRole('row', {name: new RegExp(`${made.number}.*Brand in de Havenstraat`)});
  await waiting.waitFor();
  assert.equal(await waiting.count(), 1);
  assert.equal(await bram.locator('img[src="x"]').count(), 0);
  await picture(bram, 'radio');
  await deliver(made);
  await bram.getByRole('row', {name: new RegExp(`${made.number}.*Schoorsteenbrand`)}).waitFor();
  await bram.getByRole('heading', {name: 'Via de portofoon, melding nog niet binnen'}).waitFor({state: 'detached'});
  await bram.getByRole('button', {name: `Openen: ${made.number}`}).click();
  const panel = bram.getByRole('complementary');
  await panel.getByText(/^Via de portofoon \d\d:\d\d$/).waitFor();
  await panel.getByText('rolstoel op de eerste verdieping').waitFor();
  assert.equal(await bram.locator('img[src="x"]').count(), 0);
  await picture(bram, 'radio-joined');
  // Read out once more: somebody says which report it belongs to, and is asked first. The panel that stands open tells it.
  const other = makeRecord('emergency', 'Een ander');
  await bram.getByLabel('Controlegetal').fill(other.number);
  await bram.getByLabel('Wat is er voorgelezen?').fill('De achteringang is dicht');
  await button(bram, 'Opslaan').click();
  const choose = () => bram.getByRole('row', {name: /De achteringang is dicht/}).getByLabel('Hoort bij').selectOption(made.id);
  await choose();
  await confirm(bram, 'Nee, nog niet');
  await bram.getByRole('dialog').waitFor({state: 'detached'});
  assert.equal(await panel.getByText('De achteringang is dicht').count(), 0);
  await choose();
  await bram.getByRole('dialog').getByText(`${made.number} · Schoorsteenbrand`).waitFor();
  await confirm(bram, 'Samenvoegen');
  await panel.getByText('De achteringang is dicht').waitFor();
  await bram.getByRole('heading', {name: 'Via de portofoon, melding nog niet binnen'}).waitFor({state: 'detached'});
});

// As KNMI sends them, with markup that a careless page would believe.
const moment = (seconds) => new Date(Date.now() + seconds * 1e3).toISOString().replace(/\.\d+Z/, '+00:00');
const sent = moment(-60);
const warning = `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>2.49.0.0.528.0.NL.1</identifier>
<sender>knmi@example.nl</sender><sent>${sent}</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>nl-NL</language><category>Met</category><event>Zware windstoten</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty>
<expires>${moment(6 * 3600)}</expires><headline>Zware windstoten ${hostile.replace(/</g, '&lt;').replace(/"/g, '&quot;')}</headline>
<description>In de avond windstoten tot 110 km per uur.</description><instruction>Blijf binnen.</instruction><area><areaDesc>Huizen</areaDesc><geocode><valueName>GM-CODE</valueName><value>GM0406</value></geocode></area></info></alert>`;

async function bring(name, text) {
  const choosing = anna.waitForEvent('filechooser');
  await button(anna, 'Bestand openen').click();
  await (await choosing).setFiles({name, mimeType: 'application/xml', buffer: Buffer.from(text)});
}

await step('a warning of somebody else is looked at, taken over as a draft, and published as ours', async () => {
  await goTo(anna, 'Waarschuwingen');
  await bring('knmi.xml', warning);
  await anna.getByRole('row', {name: /Zware windstoten.*Ernstig.*ja.*wacht/}).waitFor();
  await anna.locator('#count-imports', {hasText: /^1$/}).waitFor();
  await picture(anna, 'imports');
  await bring('knmi.xml', warning);
  await anna.getByText('0 nieuw, 1 waren er al.').first().waitFor();
  await bring('other.xml', '<html><body>geen waarschuwing</body></html>');
  await anna.locator('.notice.bad').waitFor();
  await anna.getByRole('row', {name: /Zware windstoten/}).getByRole('button').click();
  await anna.getByText('In de avond windstoten tot 110 km per uur.').waitFor();
  await button(anna, 'Overnemen als concept').click();
  await confirm(anna, 'Overnemen als concept');
  await anna.getByRole('heading', {level: 1, name: 'Nieuw bericht'}).waitFor();
  assert.match(await anna.locator('[name=nl-headline]').inputValue(), /^Zware windstoten/);
  assert.ok(await anna.getByLabel('Gemeente Huizen').isChecked());
  await anna.locator('[name=nl-headline]').fill('Zware wind vanavond');
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('row', {name: /zichtbaar.*Zware wind vanavond/}).waitFor();
  await runKiosk(['round', 'expect text "Zware wind vanavond"']);
  await goTo(anna, 'Waarschuwingen');
  await button(anna, 'Ook eerdere').click();
  await anna.getByRole('row', {name: /Zware windstoten.*overgenomen/}).waitFor();
  assert.equal(await anna.evaluate(() => window.hurt), undefined);
  await button(anna, 'Ook eerdere').click();
});

await step('a warning that its sender takes back waits no longer, and what takes it back is taken over by nobody', async () => {
  const next = (number, type) => warning.replace('NL.1<', `NL.${number}<`).replace(sent, moment(number - 50)).replace('>Alert<', `>${type}<`);
  const about = (text, number, when) => text.replace('</scope>', `</scope><references>knmi@example.nl,2.49.0.0.528.0.NL.${number},${when}</references>`);
  const second = next(2, 'Alert').replace('>Actual<', '>Exercise<').replaceAll('Zware windstoten', 'Gladheid');
  await bring('second.xml', second);
  await anna.getByRole('row', {name: /OEFENING.*Gladheid.*Ernstig.*wacht/}).waitFor();
  // It repeats the words of what it takes back, as those of others do.
  await bring('cancel.xml', about(second.replace('NL.2<', 'NL.3<').replace('>Alert<', '>Cancel<'), 2, /<sent>(.*)<\/sent>/.exec(second)[1]));
  const row = anna.getByRole('row', {name: /ingetrokken.*Gladheid.*trekt dit in: Gladheid.*terzijde gelegd/});
  await row.waitFor();
  assert.equal(await anna.locator('.imports tbody tr').count(), 1);
  await row.getByRole('button').click();
  await anna.getByText('De afzender trekt dit in: Gladheid').waitFor();
  assert.equal(await button(anna, 'Overnemen als concept').count(), 0);
  const {imports} = await anna.evaluate(async () => (await fetch('/desk/api/imports')).json());
  const {id} = imports.find((one) => one.alert.type === 'Cancel');
  assert.equal(await tell(anna, 'imports/take', {id}, await tokenOf(anna)), 400);
  await button(anna, 'Terzijde leggen').click();
  // Who took over what is taken back now, sees it.
  await bring('cancel-first.xml', about(next(4, 'Cancel'), 1, sent));
  await anna.getByRole('row', {name: /ingetrokken.*trekt dit in: Zware windstoten.*overgenomen/}).waitFor();
  await bring('ack.xml', about(next(5, 'Ack'), 1, sent));
  await anna.getByText('0 nieuw, 0 waren er al.').first().waitFor();
});

await step('of several warnings in a message the gravest for us is told, and what is over is taken over by nobody', async () => {
  const begin = (number) => warning.slice(0, warning.indexOf('<info>')).replace('NL.1<', `NL.${number}<`);
  const here = warning.slice(warning.indexOf('<info>'), warning.indexOf('</alert>'));
  const island = here.replace('GM0406', 'GM0088').replace('>Huizen<', '>Schiermonnikoog<').replaceAll('Zware windstoten', 'Wat wind').replace('Severe', 'Minor');
  await bring('both.xml', `${begin(6)}${island}${here}</alert>`);
  const both = anna.getByRole('row', {name: /Zware windstoten.*Ernstig.*Huizen.*ja.*wacht/});
  await both.getByRole('button').click();
  await button(anna, 'Overnemen als concept').waitFor();
  await button(anna, 'Terzijde leggen').click();
  await bring('over.xml', `${begin(7)}${here.replace(/<expires>[^<]*/, `<expires>${moment(-10)}`)}</alert>`);
  await anna.getByRole('row', {name: /voorbij.*Zware windstoten.*wacht/}).getByRole('button').click();
  await anna.getByText('Deze waarschuwing is voorbij. U kunt haar niet meer overnemen.').waitFor();
  assert.equal(await button(anna, 'Overnemen als concept').count(), 0);
  assert.equal(await tell(anna, 'imports/take', {id: anna.url().split('/').at(-1)}, await tokenOf(anna)), 422);
  await button(anna, 'Terzijde leggen').click();
  await anna.getByRole('heading', {level: 1, name: 'Waarschuwingen'}).waitFor();
});

await step('a source that does not answer is named above the list, and the list is not called calm', async () => {
  const eva = await open('eva');
  const post = async (door, body) => assert.equal(await tell(eva, door, body, await tokenOf(eva)), 200);
  const {imports} = await eva.evaluate(async () => (await fetch('/desk/api/imports')).json());
  for (const {id} of imports.filter((one) => one.state === 'waiting')) await post('imports/dismiss', {id});
  await post('feeds', {feeds: [{name: 'Buurregio', address: 'http://127.0.0.1:1/feed', minutes: 0}]});
  await goTo(eva, 'Waarschuwingen');
  await eva.getByText('Buurregio: nog niet opgehaald.').waitFor();
  await eva.getByText('Er wacht geen waarschuwing.').waitFor();
  await button(eva, 'Nu ophalen').click();
  await eva.locator('.warn.danger', {hasText: /^Buurregio: mislukt om \d\d:\d\d, want er is geen verbinding met de bron/}).waitFor();
  await eva.getByText('De lijst is leeg, maar niet elke bron geeft antwoord.').waitFor();
  await picture(eva, 'imports-failing');
  await post('feeds', {feeds: []});
  await eva.getByText('Er wacht geen waarschuwing.').waitFor();
  await eva.context().close();
});

await step('the keyboard is enough, in English too', async () => {
  const page = await open('');
  await page.locator('input[name=name]:focus').waitFor();
  await page.keyboard.type('eva');
  await page.keyboard.press('Tab');
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', {name: 'Noodmeldingen', level: 1}).waitFor();
  const press = async (name, key = 'Tab') => {
    for (let count = 0; count < 60; ++count) {
      if (await page.evaluate(() => document.activeElement.textContent) === name) return page.keyboard.press('Enter');
      await page.keyboard.press(key);
    }
    throw new Error(`${name} was not reached`);
  };
  await press('English', 'Shift+Tab');
  await page.getByRole('heading', {name: 'Emergency reports', level: 1}).waitFor();
  await picture(page, 'english');
  // What came by radio before is a new report still.
  await press('Accept');
  await page.getByRole('row', {name: /accepted/}).waitFor();
  for (let count = 0; count < 40 && await page.evaluate(() => document.activeElement.name) !== 'answer'; ++count) await page.keyboard.press('Tab');
  await page.keyboard.type('Fire engine on its way');
  await press('Send');
  await page.getByRole('row', {name: /answered/}).waitFor();
  // The list may tell it before the panel closes and leads the keys to the title.
  await page.locator('h1:focus').waitFor();
  await press('Settings', 'Shift+Tab');
  await page.getByLabel('Two persons needed').selectOption('always');
  await press('Save');
  await page.getByText('Saved.').first().waitFor();
  await press('Log', 'Shift+Tab');
  await page.getByText('The log is whole.').waitFor();
  assert.ok(await page.getByRole('row', {name: /bram.*message published.*proposed by anna/i}).count() > 0);
  const lacking = await page.evaluate(async () => (await import('/desk/words.js')).missing());
  assert.deepEqual(lacking, []);
  await picture(page, 'log');
  const saved = page.waitForEvent('download');
  await button(page, 'Save as CSV').click();
  assert.equal((await saved).suggestedFilename(), 'logboek.csv');
  await page.context().close();
});

await step('requests beyond the first two hundred are there, too', async () => {
  const filled = spawnSync(process.env.DESK_MAKER.replace(/record-maker$/, 'hand-in'), ['fill', `${region}/inbox.sqlite`, `${region}/coordination-point.toml`, '3', '450']);
  assert.equal(filled.status, 0);
  await goTo(bram, 'Initiatieven');
  await goTo(bram, 'Hulpvragen');
  await bram.getByLabel('Zoeken').fill('');
  await bram.locator('.list tbody tr').nth(449).waitFor();
  assert.equal(await bram.getByText('Er zijn er meer.', {exact: false}).count(), 0);
});

await step('who signs out, or was disabled, is out', async () => {
  await button(bram, 'Uitloggen').click();
  await bram.getByLabel('Wachtwoord').waitFor();
  assert.equal(await bram.evaluate(async () => (await fetch('/desk/api/bulletins')).status), 401);
});

await finish();
