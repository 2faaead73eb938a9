// People at the desk, each in a Chromium of their own.
import {writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import {whenItFails, atTheEnd, finish as finishSteps} from './steps.mjs';

const {DESK_WORK: work, DESK_REGION: region, DESK_URL: url} = process.env;
const {chromium} = createRequire(pathToFileURL(`${process.env.DESK_MODULES}/`))('playwright-core');
const pictures = process.env.BAKEN_DESK_PICTURES;

export {url, work, region};
export const password = 'vier losse woorden hier';
export const withPictures = Boolean(pictures);
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
atTheEnd(() => browser.close());
const troubles = [];
const opened = [];
export const finish = () => finishSteps(troubles);

// What every page showed, said and asked.
whenItFails(async (name) => {
  for (const {page, who, log} of opened) {
    if (page.isClosed()) continue;
    await page.screenshot({path: `${name}-${who}.png`}).catch(() => {});
    writeFileSync(`${name}-${who}.html`, await page.content().catch(String));
    writeFileSync(`${name}-${who}.log`, `${page.url()}\n${log.join('\n')}\n`);
  }
});

function listen(page, who) {
  const log = [];
  const note = (what) => log.push(`${new Date().toISOString()} ${what}`);
  opened.push({page, who, log});
  page.on('pageerror', (error) => { note(error.stack); troubles.push(`${who}: ${error}`); });
  page.on('console', (message) => {
    note(message.text());
    if (/Content Security|Trusted/i.test(message.text())) troubles.push(`${who}: ${message.text()}`);
  });
  // A page that asks before it goes, stays.
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') troubles.push(`${who}: a script opened a dialog`);
    dialog.dismiss();
  });
  page.on('response', (response) => note(`${response.status()} ${response.request().method()} ${response.url()}`));
  page.on('requestfailed', (request) => note(`failed ${request.url()} ${request.failure()?.errorText}`));
}

// A browser of one person, who signs in.
export async function open(name) {
  const context = await browser.newContext({viewport: {width: 1600, height: 1000}, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', acceptDownloads: true, ignoreHTTPSErrors: true});
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  listen(page, name || 'nobody');
  await page.goto(`${url}/`);
  if (name) await signIn(page, name, password);
  return page;
}

export async function signIn(page, name, word) {
  await page.getByLabel('Naam').fill(name);
  await page.getByLabel('Wachtwoord').fill(word);
  await page.getByRole('button', {name: 'Inloggen'}).click();
  if (word !== password) return;
  await page.getByRole('heading', {level: 1, name: /Noodmeldingen|Berichten/}).waitFor();
  await goTo(page, 'Berichten');
}

export async function goTo(page, name) {
  await page.getByRole('navigation').getByRole('link', {name: new RegExp(`^${name}`)}).click();
  await page.getByRole('heading', {level: 1, name: name === 'Meldingen' ? 'Noodmeldingen' : name}).waitFor();
}

export const picture = async (page, name, options = {}) => {
  if (pictures) await page.screenshot({path: `${pictures}/desk-${name}.png`, ...options});
};
export const button = (page, name) => page.getByRole('button', {name, exact: true});
export const confirm = (page, name) => page.getByRole('dialog').getByRole('button', {name}).click();

// The second person looks at what waits by this name, and approves it.
export async function approve(page, name) {
  await goTo(page, 'Berichten');
  await page.getByRole('button', {name}).click();
  await button(page, 'Goedkeuren en publiceren').click();
  await page.getByRole('heading', {level: 1, name: 'Berichten'}).waitFor();
}

// Proposes what is written there to a colleague.
export async function propose(page) {
  await button(page, 'Voorleggen aan een collega').click();
  await confirm(page, 'Voorleggen aan een collega');
  await page.getByRole('heading', {level: 1, name: 'Berichten'}).waitFor();
}

// Opens what is published under this headline.
export async function openBulletin(page, name) {
  await goTo(page, 'Berichten');
  await page.getByRole('button', {name: `Openen: ${name}`}).click();
  await page.getByRole('heading', {level: 1, name}).waitFor();
}

// Begins a message with this headline in Dutch.
export async function write(page, headline) {
  await goTo(page, 'Berichten');
  await button(page, 'Nieuw bericht').click();
  await page.getByRole('heading', {level: 1, name: 'Nieuw bericht'}).waitFor();
  await page.locator('[name=nl-headline]').fill(headline);
}
// Keeps what is being written as a draft; `meanwhile` happens between the press and the answer.
export async function keep(page, meanwhile = () => {}) {
  await page.locator('.notice').evaluateAll((shown) => shown.forEach((one) => one.remove()));
  await button(page, 'Bewaren als concept').click();
  await meanwhile();
  await page.locator('.notice', {hasText: 'Bewaard.'}).waitFor();
}

// What the hub answers there the next time is kept back until give(), which waits until the page has it.
export async function holdAnswer(page, where) {
  let open;
  let told;
  const gate = new Promise((resolve) => { open = resolve; });
  const given = new Promise((resolve) => { told = resolve; });
  await page.route(where, async (route) => {
    const response = await route.fetch();
    await gate;
    await route.fulfill({response});
    told();
  }, {times: 1});
  return {give: () => { open(); return given; }};
}

// Once the page looked everywhere where news may have changed something, and what came of it is drawn.
export const settled = (page) => page.evaluate(async () => (await import('/desk/rounds.js')).settled());

// Once this stands in the title of the page.
export const titled = (page, title) => page.evaluate((wanted) => new Promise((done, give) => {
  const look = () => { if (document.title === wanted) done(); };
  new MutationObserver(look).observe(document.head, {childList: true, subtree: true, characterData: true});
  setTimeout(() => give(new Error(`the title is "${document.title}"`)), 20000);
  look();
}), title);

// A request as a script on the page would send it.
export const tell = (page, path, body, token = '') => page.evaluate(async ([where, what, word]) => {
  const answer = await fetch(`/desk/api/${where}`, {method: 'POST', body: JSON.stringify(what),
    headers: {'Content-Type': 'application/json', 'X-Baken-Token': word}});
  return answer.status;
}, [path, body, token]);
export const tokenOf = (page) => page.evaluate(async () => (await (await fetch('/desk/api/me')).json()).token);
