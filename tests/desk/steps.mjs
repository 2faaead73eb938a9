// A part of the desk's tests is a row of steps, each a sentence; the first that fails ends it, and leaves what was seen.
import {copyFileSync, existsSync, mkdirSync} from 'node:fs';

const {DESK_WORK: work} = process.env;
const kept = process.env.BAKEN_DESK_FAILED || 'tests/out/desk';
const tracers = [];
const ends = [];

// `trace(start of a file's name)` keeps what there is to see when a step fails.
export const whenItFails = (trace) => tracers.push(trace);
export const atTheEnd = (end) => ends.push(end);
const endAll = async () => { for (const end of ends.splice(0).reverse()) await end(); };

async function keepTraces(sentence) {
  mkdirSync(kept, {recursive: true});
  const name = `${kept}/${sentence.replace(/[^a-z]+/gi, '-').slice(0, 60)}`;
  for (const trace of tracers) await trace(name);
  for (const file of ['hub.log', 'kiosk.log']) if (existsSync(`${work}/${file}`)) copyFileSync(`${work}/${file}`, `${name}-${file}`);
  console.log(`     what was seen is in ${kept}`);
}

export async function step(sentence, body) {
  const began = performance.now();
  try {
    await body();
    console.log(`ok   ${sentence} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  } catch (error) {
    console.log(`FAIL ${sentence}\n${error.stack}`);
    await keepTraces(sentence);
    await endAll();
    process.exit(1);
  }
}

// `troubles` are what went wrong beside the steps: errors of a page, what its policy stopped.
export async function finish(troubles) {
  await endAll();
  if (troubles.length === 0) return;
  console.log(`FAIL the page itself:\n${troubles.join('\n')}`);
  process.exit(1);
}
