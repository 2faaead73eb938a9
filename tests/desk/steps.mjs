// What the parts of the desk's tests share: the browser and who works in it, the kiosk, and what is kept when a step
// fails.
import {spawn, spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const {DESK_WORK: work, DESK_REGION: region, DESK_URL: url, DESK_KIOSK: kiosk, DESK_CP: hub} = process.env;
const {chromium} = createRequire(pathToFileURL(`${process.env.DESK_MODULES}/`))('playwright-core');
// Kiosks ask another hub than the one whose desk is open, where there are two.
const kioskUrl = process.env.DESK_KIOSK_URL || url;
const kept = process.env.BAKEN_DESK_FAILED || 'tests/out/desk';
const pictures = process.env.BAKEN_DESK_PICTURES;

export {url, work, region};
export const password = 'vier losse woorden hier';
export const withPictures = Boolean(pictures);
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox']});
const troubles = [];
const opened = [];
const children = [];

// A failed step leaves what every page showed, said and asked, and the logs of the hubs.
async function keepTraces(sentence) {
  mkdirSync(kept, {recursive: true});
  const name = sentence.replace(/[^a-z]+/gi, '-').slice(0, 60);
  for (const {page, who, log} of opened) {
    if (page.isClosed()) continue;
    await page.screenshot({path: `${kept}/${name}-${who}.png`}).catch(() => {});
    writeFileSync(`${kept}/${name}-${who}.html`, await page.content().catch(String));
    writeFileSync(`${kept}/${name}-${who}.log`, `${page.url()}\n${log.join('\n')}\n`);
  }
  for (const file of ['hub.log', 'kiosk.log']) if (existsSync(`${work}/${file}`)) copyFileSync(`${work}/${file}`, `${kept}/${name}-${file}`);
  console.log(`     what was seen is in ${kept}`);
}

export async function step(sentence, body) {
  try {
    await body();
    console.log(`ok   ${sentence}`);
  } catch (error) {
    console.log(`FAIL ${sentence}\n${error.stack}`);
    await keepTraces(sentence);
    for (const child of children) child.kill();
    process.exit(1);
  }
}

function listen(page, who) {
  const log = [];
  const note = (what) => log.push(`${new Date().toISOString()} ${what}`);
  opened.push({page, who, log});
  page.on('pageerror', (error) => { note(error.stack); troubles.push(`${who}: ${error}`); });
  page.on('console', (message) => {
    note(message.text());
    if (/Content Security|Trusted/i.test(message.text())) troubles.push(`${who}: ${message.text()}`);
  });
  page.on('dialog', (dialog) => { troubles.push(`${who}: a script opened a dialog`); dialog.dismiss(); });
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

// A request as a script on the page would send it.
export const tell = (page, path, body, token = '') => page.evaluate(async ([where, what, word]) => {
  const answer = await fetch(`/desk/api/${where}`, {method: 'POST', body: JSON.stringify(what),
    headers: {'Content-Type': 'application/json', 'X-Baken-Token': word}});
  return answer.status;
}, [path, body, token]);
export const tokenOf = (page) => page.evaluate(async () => (await (await fetch('/desk/api/me')).json()).token);

const kioskWords = (data, hubs) => ['--content', 'content/national', '--data', `${work}/${data}`, '--root',
  `${region}/public/baken/repository/metadata/1.root.json`, '--site', 'draaikom', ...hubs.flatMap((one) => ['--hub', one]),
  ...(process.env.DESK_CA ? ['--ca', process.env.DESK_CA] : [])];

// A kiosk on the same data partition every time, which does these steps of a script (kiosk/app/script.hpp).
export function runKiosk(lines, {data = 'data', language = 'nl', hubs = [kioskUrl]} = {}) {
  const script = `${work}/steps`;
  mkdirSync(`${work}/${data}`, {recursive: true});
  writeFileSync(script, `${lines.join('\n')}\n`);
  const done = spawnSync(kiosk, [...kioskWords(data, hubs), '--lang', language, '--now', new Date().toISOString().replace(/\.\d+Z/, '+00:00'),
    '--pictures', pictures || work, '--script', script], {encoding: 'utf8'});
  writeFileSync(`${work}/kiosk.log`, `${done.stdout}${done.stderr}`, {flag: 'a'});
  const why = `${done.stdout}${done.stderr}`.split('\n').filter((line) => line.includes('script.')).join('\n');
  if (done.status !== 0) throw new Error(`the kiosk: ${why || done.stderr.slice(-2000)}`);
  return done.stdout;
}

// A kiosk that runs on, without a window, and is told of news by the hub; it ends with the test.
export function liveKiosk(data) {
  mkdirSync(`${work}/${data}`, {recursive: true});
  const child = spawn(kiosk, [...kioskWords(data, [kioskUrl]), '--window', '1280x720'], {stdio: 'ignore'});
  children.push(child);
  return child;
}

// Makes the kiosk of a data partition known to its hub, as somebody at the coordination point does.
export function enrol(data = 'data') {
  const code = readFileSync(`${work}/${data}/identity/enrolment.txt`, 'utf8').trim();
  const done = spawnSync(hub, ['kiosk', 'add', region, '--site', 'draaikom', '--key', code], {encoding: 'utf8'});
  if (done.status !== 0) throw new Error(done.stderr);
}

// A record of a kiosk that was not sent yet: whose it is, its id and its check number.
export function makeRecord(kind, text, site = 'draaikom') {
  const made = spawnSync(process.env.DESK_MAKER, [`${work}/kiosk-${site}`, `${region}/coordination-point.toml`, site, kind, text], {encoding: 'utf8'});
  if (made.status !== 0) throw new Error(made.stderr);
  const [sender, id, number] = made.stdout.trim().split(' ');
  return {sender, id, number, bytes: readFileSync(`${work}/kiosk-${site}/${id}.envelope`)};
}

// Handed in over the network, as a kiosk does.
export async function deliver({sender, id, bytes}) {
  const answer = await fetch(`${kioskUrl}/baken/outbox/${sender}/${id}.envelope`, {method: 'PUT', body: bytes});
  if (answer.status !== 201) throw new Error(`handing in: ${answer.status} ${await answer.text()}`);
}

export async function finish() {
  for (const child of children) child.kill();
  await browser.close();
  if (troubles.length === 0) return;
  console.log(`FAIL the page itself:\n${troubles.join('\n')}`);
  process.exit(1);
}
