// The desk in Firefox: a message is written, looked at and published, an emergency rings and is answered, a stick comes
// as a zip, and a page that was told to be English is. Driven over WebDriver BiDi, by role and name.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {step, finish, whenItFails, atTheEnd} from './steps.mjs';
import {runKiosk, makeRecord, deliver} from './kiosks.mjs';

const {DESK_WORK: work, DESK_URL: url} = process.env;
const puppeteer = createRequire(pathToFileURL(`${process.env.DESK_MODULES}/`))('puppeteer-core');
const password = 'vier losse woorden hier';
const evil = '<img src=x onerror="window.hurt=1">';
const troubles = [];

// The sound may begin before anybody touches the page: a test has no hands.
const browser = await puppeteer.launch({browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true, acceptInsecureCerts: true,
  extraPrefsFirefox: {'media.autoplay.default': 0, 'intl.accept_languages': 'nl'}});
atTheEnd(() => browser.close());
console.log(`     ${await browser.version()}`);

// A Firefox without Debian's security updates is older than what can be driven.
async function setSize(page) {
  try {
    await page.setViewport({width: 1366, height: 768});
  } catch (error) {
    if (!/unknown command/.test(error.message)) throw error;
    console.log(`skipped: ${await browser.version()} is too old to be driven: ${error.message}`);
    await browser.close();
    process.exit(77);
  }
}

async function open() {
  const page = await (await browser.createBrowserContext()).newPage();
  page.setDefaultTimeout(30000);
  await setSize(page);
  page.on('pageerror', (error) => troubles.push(`firefox: ${error.message}`));
  page.on('console', (message) => { if (/Content-Security|Trusted/i.test(message.text())) troubles.push(`firefox: ${message.text()}`); });
  whenItFails(async (name) => {
    await page.screenshot({path: `${name}-firefox.png`}).catch(() => {});
    writeFileSync(`${name}-firefox.html`, await page.content().catch(String));
  });
  await page.goto(`${url}/`);
  return page;
}

const named = (page, role, name) => page.locator(`::-p-aria([name="${name}"][role="${role}"])`);
const press = (page, role, name) => named(page, role, name).click();
const fill = (page, name, value) => page.locator(`[name="${name}"]`).fill(value);
const says = (page, place, pattern) => page.waitForFunction((selector, source) => {
  const found = [...document.querySelectorAll(selector)];
  return found.some((one) => new RegExp(source).test(one.textContent));
}, {}, place, pattern.source);
const heading = (page, text) => says(page, 'h1', new RegExp(`^${text}$`));
const goTo = async (page, id, text) => { await page.locator(`#menu-${id}`).click(); await heading(page, text); };

const page = await open();

await step('somebody signs in, in Firefox', async () => {
  await fill(page, 'name', 'anna');
  await fill(page, 'password', password);
  await press(page, 'button', 'Inloggen');
  await heading(page, 'Noodmeldingen');
  assert.equal(await page.evaluate(() => document.cookie), '');
});

await step('a message is written, drawn by the kiosk, and published', async () => {
  await goTo(page, 'bulletins', 'Berichten');
  await press(page, 'button', 'Nieuw bericht');
  await heading(page, 'Nieuw bericht');
  await fill(page, 'nl-headline', 'Soep in de grote zaal');
  await fill(page, 'nl-description', `Vanaf 18 uur. ${evil}`);
  await fill(page, 'nl-instruction', 'Neem een kom mee.');
  await page.waitForSelector('aside.preview[aria-busy=false] img.screen:not([hidden])');
  assert.equal(await page.$eval('img.screen', (image) => image.naturalWidth), 1920);
  await press(page, 'button', 'Publiceren');
  await press(page, 'button', 'Ja, nu publiceren');
  await says(page, 'tr', /zichtbaar.*Soep in de grote zaal/);
  runKiosk(['round', 'expect text "Soep in de grote zaal"']);
});

await step('an emergency report arrives, rings, is accepted and answered', async () => {
  await goTo(page, 'reports', 'Noodmeldingen');
  const made = makeRecord('emergency', `Val van de trap ${evil}`);
  const begun = Date.now();
  await deliver(made);
  await says(page, 'tr', new RegExp(made.number));
  console.log(`     seen after ${Date.now() - begun} ms`);
  await page.waitForSelector('html[data-rang]');
  assert.equal(await page.title(), '(1) Coördinatiepunt');
  await press(page, 'button', `Aannemen: ${made.number}`);
  await says(page, 'aside', /Val van de trap <img/);
  await page.locator('textarea[name=answer]').fill('Ambulance komt over 12 minuten');
  await press(page, 'button', 'Stuur');
  await says(page, 'tr', new RegExp(`${made.number}.*beantwoord`));
});

await step('what a courier brings is read from a zip, as Firefox writes no folders', async () => {
  await goTo(page, 'courier', 'USB-koerier');
  const names = await page.$$eval('main button', (buttons) => buttons.map((one) => one.textContent));
  assert.deepEqual(names, ['Kies de stick', 'Kies een zip', 'Opslaan als zip']);
  const made = makeRecord('help', 'Insuline, voor vanavond');
  mkdirSync(`${work}/stick/baken/outbox/${made.sender}`, {recursive: true});
  writeFileSync(`${work}/stick/baken/outbox/${made.sender}/${made.id}.envelope`, made.bytes);
  assert.equal(spawnSync('python3', ['-m', 'zipfile', '-c', `${work}/stick.zip`, `${work}/stick/`]).status, 0);
  await (await page.$('input[name=stick-zip]')).uploadFile(`${work}/stick.zip`);
  await says(page, '.outcome', /Ingelezen: 1 nieuw, 0 waren er al\. Van: De Draaikom/);
  await goTo(page, 'requests', 'Hulpvragen');
  await says(page, 'tr', /Insuline, voor vanavond/);
});

await step('the situation is drawn beside its form, and English is one press away', async () => {
  await goTo(page, 'situation', 'Situatie en menukaart');
  await press(page, 'button', 'Veranderen');
  await page.waitForSelector('aside.preview[aria-busy=false] img.screen:not([hidden])');
  await press(page, 'button', 'English');
  await heading(page, 'What is going on\\?');
  await press(page, 'button', 'Sign out');
  await page.waitForSelector('input[name=password]');
  assert.equal(await page.evaluate(async () => (await fetch('/desk/api/bulletins')).status), 401);
  assert.equal(await page.evaluate(() => window.hurt), undefined);
});

await finish(troubles);
