// The noodsteunpunten of the desk's tests: kiosks that replay a script or run on, and records as kiosks hand them in.
import {spawn, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {atTheEnd} from './steps.mjs';

const {DESK_WORK: work, DESK_REGION: region, DESK_URL: url, DESK_KIOSK: kiosk, DESK_CP: hub} = process.env;
// Kiosks ask another hub than the one whose desk is open, where there are two.
const kioskUrl = process.env.DESK_KIOSK_URL || url;
const pictures = process.env.BAKEN_DESK_PICTURES;

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
  atTheEnd(() => child.kill());
  return child;
}

// Makes the kiosk of a data partition known to its hub, as somebody at the coordination point does.
export function enrol(data = 'data') {
  const code = readFileSync(`${work}/${data}/identity/enrolment.txt`, 'utf8').trim();
  const done = spawnSync(hub, ['kiosk', 'add', region, '--site', 'draaikom', '--key', code], {encoding: 'utf8'});
  if (done.status !== 0) throw new Error(done.stderr);
}

// A record of a kiosk that was not sent yet: whose it is, its id and its check number. `about`: the record that a
// follow-up is about.
export function makeRecord(kind, text, site = 'draaikom', about = '') {
  const made = spawnSync(process.env.DESK_MAKER, [`${work}/kiosk-${site}`, `${region}/coordination-point.toml`, site, kind, text, about], {encoding: 'utf8'});
  if (made.status !== 0) throw new Error(made.stderr);
  const [sender, id, number] = made.stdout.trim().split(' ');
  return {sender, id, number, bytes: readFileSync(`${work}/kiosk-${site}/${id}.envelope`)};
}

// Handed in over the network, as a kiosk does.
export async function deliver({sender, id, bytes}) {
  const answer = await fetch(`${kioskUrl}/baken/outbox/${sender}/${id}.envelope`, {method: 'PUT', body: bytes});
  if (answer.status !== 201) throw new Error(`handing in: ${answer.status} ${await answer.text()}`);
}
