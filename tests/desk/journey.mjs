// The desk and its noodsteunpunten together: what is written at the one stands on the screens of the other, and what is
// reported there is answered here, over the line and with a courier's stick.
import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, writeFileSync, existsSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {step} from './steps.mjs';
import {filesIn, giveStick, carryOut, carryBack, pathsBelow} from './browser_stick.mjs';
import {runKiosk, liveKiosk, enrol, makeRecord, deliver} from './kiosks.mjs';
import {finish, open, goTo, picture, button, confirm, tell, tokenOf, approve, holdAnswer, password, work, url} from './chromium.mjs';

const tap = (...names) => names.map((name) => `tap "${name}"`);
const pin = [...tap('2', '4', '6', '8', 'Verder')];
const asStaff = ['tap "Informatie voor medewerkers"', ...pin];
// The staff's list of what was sent stands below the form.
const toTheList = [1, 2, 3].flatMap(() => ['tap "Omlaag"', 'wait 1s']);
const shot = (name) => `screenshot ${name}.png`;

const previewed = (page) => page.locator('aside.preview[aria-busy=false] img.screen').waitFor();

const anna = await open('anna');
const bram = await open('bram');

await step('a kiosk makes its keys and is made known', async () => {
  runKiosk(['round']);
  enrol();
  runKiosk(['tap "Informatie voor medewerkers"', 'expect heading "Kies een pincode"', ...pin, 'expect heading "Voer de pincode nog eens in"', ...pin, 'expect button "Noodmelding"']);
});

const live = liveKiosk('live');

const texts = {
  nl: ['Water bij de sporthal', 'Vanaf 15 uur is er drinkwater.', 'Neem een fles of emmer mee.'],
  en: ['Water at the sports hall', 'Drinking water from 3 pm.', 'Bring a bottle or bucket.'],
  ar: ['ماء عند القاعة الرياضية', 'ماء للشرب من الساعة 15.', 'أحضر زجاجة أو دلوا.'],
  uk: ['Вода біля спортзалу', 'Питна вода з 15 години.', 'Візьміть пляшку або відро.'],
  zh: ['体育馆有水', '15点起提供饮用水。', '请带瓶子或水桶。'],
};
const names = {en: 'Engels', ar: 'Arabisch', uk: 'Oekraïens', zh: 'Chinees'};

await step('a message in five languages is written, looked at and put to a second person', async () => {
  await button(anna, 'Nieuw bericht').click();
  const fill = async (tag) => {
    const [headline, description, instruction] = texts[tag];
    await anna.locator(`[name=${tag}-headline]`).fill(headline);
    await anna.locator(`[name=${tag}-description]`).fill(description);
    await anna.locator(`[name=${tag}-instruction]`).fill(instruction);
  };
  await fill('nl');
  for (const tag of Object.keys(names)) {
    await anna.getByLabel('Nog een taal toevoegen').selectOption(tag);
    await fill(tag);
  }
  await anna.getByLabel('Ernst').selectOption('Extreme');
  await anna.getByText(/Niet vertaald in:/).waitFor();
  await anna.getByText(/Leesniveau: ongeveer (A2|B1)/).waitFor();
  await previewed(anna);
  await picture(anna, 'five-languages', {fullPage: true});
  await button(anna, 'Voorleggen aan een collega').click();
  await confirm(anna, 'Voorleggen aan een collega');
  await bram.getByRole('heading', {name: 'Wacht op een tweede persoon'}).waitFor();
  await bram.getByRole('button', {name: /^Bekijken/}).click();
  await previewed(bram);
  await button(bram, 'Goedkeuren en publiceren').click();
  await bram.getByRole('row', {name: /zichtbaar.*Water bij de sporthal/}).waitFor();
});

await step('the desk sees that the kiosk on the line shows it, and that the other needs a stick', async () => {
  await bram.getByRole('button', {name: 'Openen: Water bij de sporthal'}).click();
  await bram.getByRole('row', {name: /De Draaikom.*toont dit, na \d+ s/}).waitFor();
  await bram.getByRole('row', {name: /De Zender.*nooit verbonden geweest: geef een stick mee/}).waitFor();
  console.log(`     ${await bram.getByRole('row', {name: /De Draaikom/}).innerText()}`);
  await picture(bram, 'shown');
});

await step('the kiosk shows it in each of the five languages', async () => {
  for (const [tag, [headline]] of Object.entries(texts)) {
    runKiosk(['round', 'expect showing takeover', `expect heading "${headline}"`, 'expect sound-view', shot(`takeover-${tag}`)], {language: tag});
    assert.ok(existsSync(`${process.env.BAKEN_DESK_PICTURES || work}/takeover-${tag}.png`));
  }
});

await step('a message for one noodsteunpunt is shown there only', async () => {
  await goTo(anna, 'Berichten');
  await button(anna, 'Nieuw bericht').click();
  await anna.locator('[name=nl-headline]').fill('Alleen in De Zender');
  await anna.locator('[name=nl-instruction]').fill('Kom naar de kerk.');
  await anna.getByText('Alleen bij bepaalde noodsteunpunten').click();
  await anna.getByLabel('De Zender', {exact: true}).check();
  await button(anna, 'Publiceren').click();
  await anna.getByRole('dialog').getByText('De Zender · tot', {exact: false}).waitFor();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('row', {name: /Alleen in De Zender.*De Zender.*0 van 1/}).waitFor();
  runKiosk(['round', 'refuse text "Alleen in De Zender"']);
});

await step('a dangerous message is withdrawn by two persons', async () => {
  await goTo(anna, 'Berichten');
  await anna.getByRole('button', {name: 'Openen: Water bij de sporthal'}).click();
  await button(anna, 'Intrekken').click();
  await confirm(anna, 'Intrekken');
  await anna.getByText('Voorgelegd. Een collega moet het goedkeuren.').first().waitFor();
  runKiosk(['round', 'expect showing takeover']);
  await approve(bram, /^Bekijken/);
  runKiosk(['round', 'refuse showing takeover']);
});

// Pictures for people show what people write.
const asked = process.env.BAKEN_DESK_PICTURES ? 'voor mijn moeder, voor vanavond' : `<img src=x onerror="window.hurt=1">`;
await step('an emergency report goes from the kiosk to the desk, and its answer back', async () => {
  await goTo(bram, 'Meldingen');
  await bram.getByText('Er zijn geen open noodmeldingen.').waitFor();
  const arrives = bram.locator('html[data-rang]').waitFor({state: 'attached'});
  runKiosk([...asStaff, 'tap [staff-go emergency]', 'tap "Ambulance"', 'tap "Medisch"', 'tap [staff-set emergency.victims=1]', 'tap "Verstuur noodmelding"',
    'expect listitem "Ontvangen door het coördinatiepunt · Nog niet"', 'post', 'refuse listitem "Ontvangen door het coördinatiepunt · Nog niet"', shot('emergency-sent')]);
  await arrives;
  assert.match(await bram.title(), /^\(1\) /);
  await bram.locator('#count-reports', {hasText: '1'}).waitFor();
  const row = bram.getByRole('row', {name: /Ambulance.*nieuw/});
  await row.getByRole('button', {name: 'Aannemen'}).click();
  const panel = bram.getByRole('complementary');
  await panel.getByLabel('Antwoord').fill('Ambulance komt over 12 minuten');
  await panel.getByRole('button', {name: 'Stuur'}).click();
  await bram.getByRole('row', {name: /Ambulance.*beantwoord/}).waitFor();
  runKiosk(['post', ...asStaff, 'tap [staff-go emergency]', ...toTheList, 'expect text "Ambulance komt over 12 minuten"', shot('emergency-answered')]);
});

// A preview of what was typed last: the picture that comes after it, and no earlier one.
const drawnAfter = async (page, act) => {
  const drawn = page.waitForResponse((response) => response.url().endsWith('/places/preview') && response.status() === 200);
  await act();
  await drawn;
  await previewed(page);
};

await step('the situation is looked at as the kiosk draws it, and goes out when a second person agrees', async () => {
  await goTo(anna, 'Situatie en menukaart');
  await button(anna, 'Veranderen').click();
  await previewed(anna);
  const before = await anna.locator('img.screen').getAttribute('src');
  await drawnAfter(anna, () => anna.locator('[name=title-nl]').fill('Stroom en water uit in de hele regio'));
  assert.notEqual(await anna.locator('img.screen').getAttribute('src'), before);
  await anna.getByText(/Deze vertalingen zeggen nog het oude/).waitFor();
  await anna.getByRole('button', {name: 'Haal ze weg'}).click();
  await drawnAfter(anna, () => anna.getByLabel('Wat ziet u?').selectOption('advice'));
  await drawnAfter(anna, () => anna.getByLabel('Wat ziet u?').selectOption('screen'));
  await picture(anna, 'situation');
  assert.equal(await button(anna, 'Publiceren').count(), 0);
  await button(anna, 'Voorleggen aan een collega').click();
  await confirm(anna, 'Voorleggen aan een collega');
  await anna.getByRole('heading', {name: 'Wacht op een tweede persoon'}).waitFor();
  // Not by whoever wrote it, not in a form nobody looked at, and nothing is out yet.
  const [change] = (await anna.evaluate(async () => (await fetch('/desk/api/places/changes')).json())).changes;
  assert.equal(await tell(anna, 'places/approve', {id: change.id, print: change.print}, await tokenOf(anna)), 403);
  assert.equal(await tell(bram, 'places/approve', {id: change.id, print: '0'.repeat(64)}, await tokenOf(bram)), 409);
  runKiosk(['round', 'refuse text "Stroom en water uit in de hele regio"']);
  await bram.locator('#count-situation', {hasText: '1'}).waitFor();
  await goTo(bram, 'Situatie en menukaart');
  await bram.getByRole('button', {name: /^Bekijken: Situatie: Stroom en water/}).click();
  await bram.getByRole('row', {name: /Titel, zoals op het scherm Stroomuitval Gooi en Vechtstreek Stroom en water uit in de hele regio/}).waitFor();
  await previewed(bram);
  await picture(bram, 'situation-review');
  await button(bram, 'Goedkeuren en publiceren').click();
  await bram.locator('#status', {hasText: 'Stroom en water uit in de hele regio'}).waitFor();
  await bram.locator('#count-situation:empty').waitFor({state: 'attached'});
  runKiosk(['round', 'expect text "Stroom en water uit in de hele regio"']);
});

await step('a menu card is looked at and goes out at once; with the rule for everything it waits too, and is given back', async () => {
  await goTo(anna, 'Situatie en menukaart');
  await anna.getByRole('button', {name: 'Openen: De Draaikom'}).click();
  await previewed(anna);
  await anna.locator('[name=status-food]').selectOption('available');
  await drawnAfter(anna, () => anna.locator('[name=note-food-nl]').fill('Soep om 18 uur.'));
  await picture(anna, 'card');
  await button(anna, 'Publiceren').click();
  await confirm(anna, 'Ja, nu publiceren');
  await anna.getByRole('heading', {level: 1, name: 'Situatie en menukaart'}).waitFor();
  runKiosk(['round', 'tap [open-here]', 'expect text "Soep om 18 uur."', shot('here')]);
  const eva = await open('eva');
  const rule = async (name) => assert.equal(await tell(eva, 'settings', {two_persons: name, sender: 'regio@example.nl'}, await tokenOf(eva)), 200);
  await rule('always');
  await anna.getByRole('button', {name: 'Openen: De Draaikom'}).click();
  await anna.getByText('Een tweede persoon moet dit goedkeuren.').waitFor();
  await anna.locator('[name=note-food-nl]').fill('Soep om 19 uur.');
  await button(anna, 'Voorleggen aan een collega').click();
  await confirm(anna, 'Voorleggen aan een collega');
  await goTo(bram, 'Situatie en menukaart');
  await bram.getByRole('button', {name: 'Bekijken: Menukaart van De Draaikom'}).click();
  await bram.getByRole('row', {name: /Soep om 18 uur\..*Soep om 19 uur\./}).waitFor();
  await button(bram, 'Teruggeven').click();
  // Whoever got it back goes on with what they wrote.
  await anna.getByRole('button', {name: 'Verder schrijven: Menukaart van De Draaikom'}).click();
  assert.equal(await anna.locator('[name=note-food-nl]').inputValue(), 'Soep om 19 uur.');
  await rule('extreme');
  await eva.context().close();
  await goTo(anna, 'Situatie en menukaart');
  await anna.getByRole('button', {name: 'Weggooien: Menukaart van De Draaikom'}).click();
  await anna.getByRole('heading', {name: 'Concepten'}).waitFor({state: 'detached'});
  runKiosk(['round', 'tap [open-here]', 'expect text "Soep om 18 uur."']);
});

await step('a courier takes messages and answers along, and brings sealed records back', async () => {
  const stick = `${work}/stick`;
  await goTo(bram, 'USB-koerier');
  await giveStick(bram);
  await bram.getByLabel('De Draaikom', {exact: true}).check();
  await bram.getByRole('button', {name: 'Schrijf op de stick'}).click();
  await bram.getByText(/De stick is klaar: publicatie v\d+, antwoorden: \d+/).waitFor();
  await bram.getByRole('row', {name: /Bram|bram.*De Draaikom.*onderweg/}).waitFor();
  await picture(bram, 'courier');
  await carryOut(bram, stick);
  assert.ok(existsSync(`${stick}/baken/courier.json`));
  // A kiosk that never had a line: it takes the content from the stick and leaves a report on it.
  const away = {data: 'away', hubs: []};
  runKiosk([`stick ${stick}`, 'tap "Gezien"', 'expect text "Stroom en water uit in de hele regio"', 'tap "Informatie voor medewerkers"', ...pin, ...pin, 'expect button "Noodmelding"'], away);
  enrol('away');
  runKiosk([...asStaff, 'tap [staff-go emergency]', 'tap "Brandweer"', 'tap "Brand"', 'tap "Verstuur noodmelding"', `stick ${stick}`, 'outline', shot('stick')], away);
  assert.equal(pathsBelow(stick).filter((name) => name.endsWith('.envelope')).length, 1);
  for (const name of pathsBelow(stick)) assert.ok(!readFileSync(`${stick}/${name}`, 'latin1').includes('onerror'), name);
  await carryBack(bram, stick);
  await bram.getByRole('button', {name: 'Kies de stick'}).click();
  await bram.getByText('Ingelezen: 1 nieuw, 0 waren er al. Van: De Draaikom').waitFor();
  await goTo(bram, 'Meldingen');
  await bram.getByRole('row', {name: /USB-koerier.*Brandweer.*nieuw/}).getByRole('button', {name: 'Aannemen'}).click();
  const panel = bram.getByRole('complementary');
  await panel.getByLabel('Antwoord').fill('Brandweer is onderweg');
  await panel.getByRole('button', {name: 'Stuur'}).click();
  await bram.getByRole('row', {name: /USB-koerier.*Brandweer.*beantwoord/}).waitFor();
  // Once more around: the answer goes out, and what arrived goes from the stick.
  await goTo(bram, 'USB-koerier');
  await bram.getByRole('button', {name: 'Schrijf op de stick'}).click();
  await bram.getByText(/De stick is klaar/).waitFor();
  await bram.getByText('Ingelezen: 0 nieuw, 1 waren er al.').waitFor();
  await carryOut(bram, stick);
  assert.equal(pathsBelow(stick).filter((name) => name.endsWith('.envelope')).length, 0);
  runKiosk([`stick ${stick}`, 'tap "Gezien"', ...asStaff, 'tap [staff-go emergency]', ...toTheList, 'expect text "Brandweer is onderweg"'], away);
});

await step('a stick that was damaged is mended, and one that was pulled out in the middle is made whole', async () => {
  await goTo(bram, 'USB-koerier');
  const write = async (said) => {
    await bram.getByRole('button', {name: 'Schrijf op de stick'}).click();
    await bram.getByText(said).waitFor({timeout: 120000});
  };
  await write(/De stick is klaar/);
  const whole = await filesIn(bram);
  // One bit of a file that never changes its name, and what an older publication left.
  const damaged = Object.keys(whole).find((path) => path.startsWith('baken/repository/targets/'));
  await bram.evaluate(async ([path, bytes]) => {
    let folder = await navigator.storage.getDirectory();
    for (const name of path.split('/').slice(0, -1)) folder = await folder.getDirectoryHandle(name);
    const damage = Uint8Array.from(atob(bytes), (letter, index) => letter.charCodeAt(0) ^ (index ? 0 : 1));
    for (const [name, content] of [[path.split('/').at(-1), damage], ['old.bin', Uint8Array.of(1, 2, 3)]]) {
      const stream = await (await folder.getFileHandle(name, {create: true})).createWritable();
      await stream.write(content);
      await stream.close();
    }
  }, [damaged, whole[damaged]]);
  assert.notEqual((await filesIn(bram))[damaged], whole[damaged]);
  await write(/De stick is klaar/);
  const mended = await filesIn(bram);
  assert.equal(mended[damaged], whole[damaged]);
  assert.deepEqual(Object.keys(mended).filter((path) => path.includes('/repository/')).sort(), Object.keys(whole).filter((path) => path.includes('/repository/')).sort());
  // Pulled out while it is written: it says so, and writing it again makes it whole.
  await bram.evaluate(async () => {
    await (await navigator.storage.getDirectory()).removeEntry('baken', {recursive: true});
    const whole = FileSystemFileHandle.prototype.createWritable;
    let left = 40;
    FileSystemFileHandle.prototype.createWritable = function (...words) {
      if (left-- <= 0) throw new DOMException('the stick is gone', 'NotFoundError');
      return whole.apply(this, words);
    };
    window.putBackIn = () => { FileSystemFileHandle.prototype.createWritable = whole; };
  });
  await write(/Dat lukte niet/);
  await bram.evaluate(() => window.putBackIn());
  const half = Object.keys(await filesIn(bram));
  assert.ok(half.length > 0 && half.length < 60, `${half.length} files`);
  assert.ok(!half.some((path) => path.endsWith('timestamp.json')), 'what vouches for the rest is there before the rest');
  await write(/De stick is klaar/);
  assert.deepEqual(Object.keys(await filesIn(bram)).sort(), Object.keys(mended).sort());
  // Whoever chooses the folder on the stick, instead of the stick, writes into that folder.
  await bram.evaluate(() => { window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('baken'); });
  await write(/De stick is klaar/);
  assert.deepEqual(Object.keys(await filesIn(bram)).sort(), Object.keys(mended).sort());
  // Nothing chosen is nothing said.
  await bram.evaluate(() => { window.showDirectoryPicker = async () => { throw new DOMException('no', 'AbortError'); }; });
  await bram.getByRole('button', {name: 'Kies de stick'}).click();
  await bram.getByRole('button', {name: 'Kies de stick'}).and(bram.locator(':enabled')).waitFor();
  assert.equal(await bram.getByText(/Dat lukte niet/).count(), 0);
});

await step('a zip does the same where a browser may not write folders', async () => {
  await goTo(anna, 'USB-koerier');
  const saving = anna.waitForEvent('download');
  await anna.getByRole('button', {name: 'Opslaan als zip'}).click();
  const file = `${work}/stick.zip`;
  await (await saving).saveAs(file);
  const unpacked = `${work}/De stick van Émile`;
  mkdirSync(unpacked);
  assert.equal(spawnSync('python3', ['-m', 'zipfile', '-e', file, unpacked]).status, 0);
  assert.ok(existsSync(`${unpacked}/baken/repository/metadata/timestamp.json`));
  // Somebody puts a record and things that are none on it, and zips the stick's folder.
  const made = makeRecord('help', `Insuline ${asked}`);
  const strange = makeRecord('help', 'Van een vreemde', 'draaikom');
  const forged = Buffer.from(strange.bytes);
  forged[forged.length - 20] ^= 1;
  mkdirSync(`${unpacked}/baken/outbox/${made.sender}`, {recursive: true});
  writeFileSync(`${unpacked}/baken/outbox/${made.sender}/${made.id}.envelope`, made.bytes);
  writeFileSync(`${unpacked}/baken/outbox/${made.sender}/${strange.id}.envelope`, forged);
  assert.equal(spawnSync('python3', ['-m', 'zipfile', '-c', file, unpacked]).status, 0);
  const bring = async (path) => {
    const choosing = anna.waitForEvent('filechooser');
    await anna.getByRole('button', {name: 'Kies een zip'}).click();
    await (await choosing).setFiles(path);
  };
  await bring(file);
  await anna.getByText('Ingelezen: 1 nieuw, 0 waren er al. Van: De Draaikom').waitFor();
  await anna.getByText(/Niet aangenomen \(1\)/).waitFor();
  await picture(anna, 'courier-read');
  await bring(file);
  await anna.getByText('Ingelezen: 0 nieuw, 1 waren er al.').waitFor();
  writeFileSync(file, 'no zip');
  await bring(file);
  await anna.getByText('Dit is geen zip die wij kunnen lezen.').waitFor();
});

await step('requests and offers of two noodsteunpunten are seen on the map, given to somebody and matched', async () => {
  await deliver(makeRecord('transport', 'Naar het ziekenhuis'));
  await deliver(makeRecord('offer', 'Auto met vier plaatsen', 'zenderkerk'));
  await goTo(bram, 'Hulpvragen');
  await bram.getByRole('row', {name: /Naar het ziekenhuis/}).waitFor();
  await bram.getByRole('row', {name: /Auto met vier plaatsen/}).waitFor();
  // The list that the map asked for comes after a newer one, and leaves the keys where they went meanwhile.
  const late = await holdAnswer(bram, /desk\/api\/records\?class/);
  await button(bram, 'Kaart').click();
  await deliver(makeRecord('initiative', 'Samen koken', 'zenderkerk'));
  await bram.getByRole('button', {name: 'De Zender: 1 open'}).focus();
  const before = await bram.getByRole('button', {name: 'De Zender: 1 open'}).elementHandle();
  await late.give();
  await before.waitForElementState('hidden');
  await bram.keyboard.press('Enter');
  await bram.getByRole('row', {name: /Naar het ziekenhuis/}).waitFor({state: 'detached'});
  await bram.getByRole('button', {name: 'De Zender: 1 open'}).press('Enter');
  await bram.getByRole('row', {name: /Naar het ziekenhuis/}).getByRole('button').click();
  const panel = bram.getByRole('complementary');
  await panel.getByLabel('Wie doet dit?').selectOption('anna');
  await bram.getByRole('row', {name: /Naar het ziekenhuis.*Anna/}).waitFor();
  await panel.getByText('past bij de vraag').waitFor();
  await picture(bram, 'map');
  await panel.getByRole('button', {name: /^Koppelen/}).click();
  await bram.getByRole('dialog').getByText(/Er is hulp gevonden bij noodsteunpunt De Zender/).waitFor();
  await confirm(bram, 'Koppelen');
  await bram.getByRole('row', {name: /Naar het ziekenhuis.*1 gekoppeld/}).waitFor();
  await bram.getByRole('row', {name: /Auto met vier plaatsen.*1 gekoppeld/}).waitFor();
  await goTo(bram, 'Initiatieven');
  await bram.getByRole('row', {name: /Samen koken/}).getByRole('button').click();
  await panel.getByRole('button', {name: 'Goedkeuren'}).click();
  await bram.getByRole('row', {name: /Samen koken.*aangenomen/}).waitFor();
});

// How often what somebody typed is read in a place as it was typed. Short fields have a shorter one of it.
const evil = `"><img src=x onerror="window.hurt=1"><script>window.hurt=1</script>{name}`;
const shortEvil = '<img src=x onerror=hurt=1>';
const readIn = (place) => place.evaluate((root, [long, short]) => [long, short].map((text) => root.innerText.split(text).length - 1), [evil, shortEvil]);
const nothingRan = async (page) => {
  assert.equal(await page.evaluate(() => window.hurt), undefined);
  assert.equal(await page.locator('img[src="x"], #desk script').count(), 0);
  assert.match(await page.title(), /^(\(\d+\) )?Coördinatiepunt$/);
};
// Of each kind: where it stands, and in how many fields of its panel, long and short.
const everyField = {emergency: ['Meldingen', 6, 1], help: ['Hulpvragen', 4, 2], offer: ['Hulpvragen', 5, 2], signal: ['Hulpvragen', 5, 2], initiative: ['Initiatieven', 5, 3]};

await step('what residents type stays text, in every field: in lists, in full, beside the map, in a sum', async () => {
  for (const [kind, [place, long, short]] of Object.entries(everyField)) {
    const {id, number} = await (async () => { const made = makeRecord(kind, evil); await deliver(made); return made; })();
    await goTo(bram, place);
    const tickets = await bram.evaluate(async (which) => (await (await fetch(`/desk/api/record?id=${which}`)).json()).record.record.ticket, id);
    const name = kind === 'emergency' ? number : tickets;
    const row = bram.getByRole('row', {name: new RegExp(name)});
    await row.waitFor();
    assert.ok((await readIn(row)).some((count) => count > 0), `${kind} in the list`);
    await row.getByRole('button', {name: /^Openen/}).click();
    const panel = bram.getByRole('complementary');
    await panel.getByRole('heading', {name: new RegExp(name)}).waitFor();
    const counts = await readIn(panel);
    assert.ok(counts[0] >= long && counts[1] >= short, `${kind} in full: ${counts}, expected ${[long, short]}`);
    await nothingRan(bram);
  }
  await goTo(bram, 'Hulpvragen');
  if (await button(bram, 'Kaart').getAttribute('aria-pressed') !== 'true') await button(bram, 'Kaart').click();
  await bram.locator('.map').waitFor();
  await bram.getByLabel('Zoeken').fill('<script>');
  await bram.getByRole('row', {name: /hurt=1/}).first().waitFor();
  await nothingRan(bram);
});

await step('what a noodsteunpunt says of itself stays text, too', async () => {
  await deliver(makeRecord('situation', evil));
  await goTo(bram, 'Noodsteunpunten');
  await bram.getByRole('row', {name: /De Draaikom.*onerror/}).waitFor();
  await bram.getByRole('button', {name: 'Openen: De Draaikom'}).click();
  await bram.getByRole('heading', {level: 1, name: 'De Draaikom'}).waitFor();
  const [long, short] = await readIn(bram.locator('main'));
  assert.ok(long >= 2 && short >= 1, `${long} ${short}`);
  await picture(bram, 'site');
  await nothingRan(bram);
  await goTo(bram, 'Logboek');
  await bram.getByText('Het logboek is ongeschonden.').waitFor();
  assert.deepEqual(await readIn(bram.locator('main')), [0, 0]);
});

await step('a file for a spreadsheet holds the words as words, and no formula', async () => {
  const formula = '=HYPERLINK("https://example.org";"Klik")';
  await deliver(makeRecord('help', formula));
  await goTo(bram, 'Hulpvragen');
  await bram.getByLabel('Zoeken').fill('HYPERLINK');
  await bram.getByRole('row', {name: /HYPERLINK/}).waitFor();
  await bram.getByLabel('Zoeken').fill('');
  await bram.getByRole('row', {name: /hurt=1/}).first().waitFor();
  const saving = bram.waitForEvent('download');
  await button(bram, 'Opslaan als CSV').click();
  await (await saving).saveAs(`${work}/requests.csv`);
  const read = spawnSync('python3', ['-c', 'import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=";"))))', `${work}/requests.csv`], {encoding: 'utf8'});
  assert.equal(read.status, 0, read.stderr);
  const rows = JSON.parse(read.stdout);
  assert.ok(rows.every((row) => row.length === rows[0].length), 'no cell breaks out of its own');
  const cells = rows.flat();
  assert.ok(cells.includes(`'${formula}`) && cells.some((cell) => cell.includes(evil)));
  assert.ok(!cells.some((cell) => /^[=+\-@\t\r\n]/.test(cell)), 'no cell is a formula');
});

await step('somebody else’s session does not become mine, and other sites can change nothing', async () => {
  // An attacker signs in, and puts their own session into somebody's browser.
  const cookieName = url.startsWith('https') ? '__Host-baken' : 'baken';
  const attacker = await open('carla');
  const [{value: planted}] = await attacker.context().cookies();
  const page = await open('');
  const context = page.context();
  await context.addCookies([{name: cookieName, value: planted, url, secure: cookieName !== 'baken', sameSite: 'Strict', httpOnly: true}]);
  await page.reload();
  await button(page, 'Uitloggen').waitFor();
  await page.evaluate(async (token) => fetch('/desk/api/sign-in', {method: 'POST', body: JSON.stringify({name: 'dirk', password: token}), headers: {'Content-Type': 'application/json'}}), password);
  await page.reload();
  await page.locator('.who', {hasText: 'Dirk'}).waitFor();
  const [{value}] = await context.cookies();
  assert.notEqual(value, planted);
  assert.equal(await attacker.evaluate(async () => (await fetch('/desk/api/me')).status), 401);
  await attacker.context().close();
  assert.equal(await tell(page, 'courier/begin', {sites: []}, await tokenOf(page)), 403);
  assert.equal(await tell(page, 'situation', {title: {nl: 'x'}, phase: 'after'}, await tokenOf(page)), 403);
  assert.equal(await tell(anna, 'courier/envelopes', {envelopes: []}), 403);
  const cookie = `${cookieName}=${value}`;
  const token = await tokenOf(page);
  const sign = (headers) => fetch(`${url}/desk/api/sign-out`, {method: 'POST', body: '{}', headers: {Cookie: cookie, 'X-Baken-Token': token, 'Content-Type': 'application/json', ...headers}});
  assert.equal((await sign({'Content-Type': 'application/x-www-form-urlencoded'})).status, 415);
  assert.equal((await sign({'Content-Type': 'text/plain'})).status, 415);
  assert.equal((await sign({'Sec-Fetch-Site': 'cross-site'})).status, 403);
  assert.equal((await sign({'X-Baken-Token': ''})).status, 403);
  assert.equal((await sign({})).status, 200);
  const policy = (await fetch(`${url}/desk`)).headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'.*script-src 'self'.*require-trusted-types-for 'script'/);
  assert.ok(!policy.includes('unsafe'));
  await context.close();
});

assert.equal(live.exitCode, null, 'the kiosk on the line ended');
await finish();
