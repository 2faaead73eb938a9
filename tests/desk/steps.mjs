// What the parts of the desk's test share.
import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';

const {DESK_WORK: work, DESK_REGION: region, DESK_URL: url, DESK_KIOSK: kiosk} = process.env;

export async function step(sentence, body) {
  try {
    await body();
    console.log(`ok   ${sentence}`);
  } catch (error) {
    console.log(`FAIL ${sentence}\n${error.stack}`);
    process.exit(1);
  }
}

// A kiosk on the same data partition every time, which does these steps of a script (kiosk/app/script.hpp).
export function runKiosk(lines) {
  const script = `${work}/steps`;
  mkdirSync(`${work}/data`, {recursive: true});
  writeFileSync(script, `${lines.join('\n')}\n`);
  const done = spawnSync(kiosk, ['--content', 'content/national', '--data', `${work}/data`, '--root',
    `${region}/public/baken/repository/metadata/1.root.json`, '--hub', url, '--site', 'draaikom',
    '--now', new Date().toISOString().replace(/\.\d+Z/, '+00:00'), '--pictures', work, '--script', script], {encoding: 'utf8'});
  if (done.status !== 0) throw new Error(`the kiosk: ${done.stdout}${done.stderr}`.slice(-4000));
}

// A record of a kiosk that was not sent yet: whose it is, its id and its check number.
export function makeRecord(kind, text) {
  const made = spawnSync(process.env.DESK_MAKER, [`${work}/kiosk`, `${region}/coordination-point.toml`, 'draaikom', kind, text], {encoding: 'utf8'});
  if (made.status !== 0) throw new Error(made.stderr);
  const [sender, id, number] = made.stdout.trim().split(' ');
  return {sender, id, number};
}

// Handed in over the network, as a kiosk does.
export async function deliver({sender, id}) {
  const answer = await fetch(`${url}/baken/outbox/${sender}/${id}.envelope`, {method: 'PUT', body: readFileSync(`${work}/kiosk/${id}.envelope`)});
  if (answer.status !== 201) throw new Error(`handing in: ${answer.status} ${await answer.text()}`);
}

export function finish(troubles) {
  if (troubles.length > 0) {
    console.log(`FAIL the page itself:\n${troubles.join('\n')}`);
    process.exit(1);
  }
}
