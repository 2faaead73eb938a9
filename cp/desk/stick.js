// A courier's stick in this machine, as a folder that the browser may read and write (File System Access API), a folder
// that it may only read, or a zip. What is on it is handed to the hub as it is: nothing of it is believed here.
import * as api from './api.js';

const mostEnvelope = 68000;
const mostPass = 4096;
const mostZip = 500e6;
const batchBytes = 120000;
const partBytes = 150000;

export const canWriteFolders = () => typeof window.showDirectoryPicker === 'function';
export const pickFolder = () => window.showDirectoryPicker({id: 'baken-stick', mode: 'readwrite'});

export function toBase64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const bytesOf = async (file) => new Uint8Array(await file.arrayBuffer());

// Somebody may choose the stick, its folder "baken", or what lies above.
async function treeIn(folder) {
  if (folder.name === 'baken') return folder;
  try { return await folder.getDirectoryHandle('baken'); } catch { return null; }
}

async function at(folder, path, make) {
  let here = folder;
  for (const name of path) {
    try { here = await here.getDirectoryHandle(name, {create: make}); } catch (error) {
      if (make) throw error;
      return null;
    }
  }
  return here;
}

async function* filesBelow(folder, path = []) {
  for await (const [name, handle] of folder.entries()) {
    if (handle.kind === 'directory') yield* filesBelow(handle, [...path, name]);
    else yield {name, path, handle, folder};
  }
}

// What a folder brought: the envelopes on it and the pass. Each file is {name, file, remove?}.
export async function envelopesInHandle(folder) {
  const tree = await treeIn(folder);
  const outbox = tree && await at(tree, ['outbox'], false);
  const files = [];
  if (outbox) {
    for await (const {name, path, handle, folder: within} of filesBelow(outbox)) {
      if (path.length === 1 && name.endsWith('.envelope')) files.push({name, file: await handle.getFile(), remove: () => within.removeEntry(name)});
    }
  }
  let pass = null;
  try { pass = await (await tree.getFileHandle('courier.json')).getFile(); } catch { /* a stick that is no courier's */ }
  return {files, pass};
}

export function envelopesInList(list) {
  const files = [...list].filter((file) => /(^|\/)baken\/outbox\/[^/]+\/[^/]+\.envelope$/.test(`/${file.webkitRelativePath}`) ||
    /^outbox\/[^/]+\/[^/]+\.envelope$/.test(file.webkitRelativePath.split('/').slice(1).join('/')));
  const pass = [...list].find((file) => file.name === 'courier.json' && !file.webkitRelativePath.includes('/outbox/'));
  return {files: files.map((file) => ({name: file.name, file})), pass: pass || null};
}

const nothing = () => ({fresh: 0, known: 0, refused: [], sites: [], stick: null});
function add(sum, answer) {
  sum.fresh += answer.fresh;
  sum.known += answer.known;
  sum.refused.push(...answer.refused);
  sum.sites = [...new Set([...sum.sites, ...answer.sites])];
  sum.stick = answer.stick || sum.stick;
}

// Hands in what a folder brought, in pieces. `arrived` are the files that are at the coordination point now.
export async function handIn({files, pass}, progress) {
  const sum = {...nothing(), arrived: []};
  const passBytes = pass && pass.size <= mostPass ? toBase64(await bytesOf(pass)) : undefined;
  for (const one of files.filter(({file}) => file.size > mostEnvelope)) sum.refused.push({record: one.name, check: 'envelope.size'});
  const fitting = files.filter(({file}) => file.size <= mostEnvelope);
  let batch = [];
  let size = 0;
  const send = async () => {
    if (!batch.length && sum.asked) return;
    sum.asked = true;
    const answer = await api.tell('courier/envelopes', {envelopes: batch.map((one) => one.bytes), ...(passBytes && {pass: passBytes})});
    add(sum, answer);
    answer.arrived.forEach((here, index) => here && sum.arrived.push(batch[index]));
    batch = [];
    size = 0;
    progress(sum.fresh + sum.known + sum.refused.length, files.length);
  };
  for (const one of fitting) {
    if (size + one.file.size > batchBytes) await send();
    batch.push({...one, bytes: toBase64(await bytesOf(one.file))});
    size += one.file.size;
  }
  await send();
  return sum;
}

export async function handInZip(file, progress) {
  if (file.size > mostZip) throw new api.Refused(422, {check: 'zip.size', message: file.name});
  for (let offset = 0; offset < file.size; offset += partBytes) {
    const part = await bytesOf(file.slice(offset, offset + partBytes));
    await api.tell('courier/part', {offset, data: toBase64(part)});
    progress(offset, file.size);
  }
  const sum = nothing();
  for (let from = 0; from !== undefined;) {
    const answer = await api.tell('courier/read', {from});
    add(sum, answer);
    from = answer.next;
  }
  return sum;
}

async function put(tree, path, bytes) {
  const parts = path.split('/');
  const folder = await at(tree, parts.slice(0, -1), true);
  const file = await folder.getFileHandle(parts.at(-1), {create: true});
  const stream = await file.createWritable();
  await stream.write(bytes);
  await stream.close();
}

// Names that begin with a hash never get another content; but a stick may have damaged it.
async function isThere(tree, path, bytes) {
  const parts = path.split('/');
  if (!/^[0-9a-f]{64}\./.test(parts.at(-1))) return false;
  try {
    const folder = await at(tree, parts.slice(0, -1), false);
    const present = await bytesOf(await (await folder.getFileHandle(parts.at(-1))).getFile());
    return present.length === bytes.length && present.every((byte, index) => byte === bytes[index]);
  } catch { return false; }
}

async function removeOthers(tree, folder, wanted) {
  const place = await at(tree, [folder], false);
  if (!place) return;
  const gone = [];
  for await (const {name, path, folder: within} of filesBelow(place)) {
    if (!wanted.has([folder, ...path, name].join('/'))) gone.push(() => within.removeEntry(name));
  }
  for (const remove of gone) await remove();
}

async function receipts() {
  const files = [];
  for (let from = 0; from !== undefined;) {
    const answer = await api.ask(`courier/receipts?from=${from}`);
    files.push(...answer.files);
    from = answer.next;
  }
  return files;
}

class Changed extends Error {}

// A stick and a browser answer each file late, and several in the time of one. After the first that fails no more are
// begun, and those under way are waited for.
const atOnce = 8;
async function manyAtOnce(names, work) {
  const left = [...names];
  const one = async () => {
    try { while (left.length) await work(left.shift()); } catch (error) { left.length = 0; throw error; }
  };
  const ends = await Promise.allSettled(Array.from({length: atOnce}, one));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

async function writeOnce(stick, sites, progress) {
  const plan = await api.tell('courier/begin', {sites});
  const tree = await at(stick, stick.name === 'baken' ? [] : ['baken'], true);
  const wanted = new Set();
  let written = 0;
  let done = 0;
  const carry = async (name) => {
    const path = `repository/${name}`;
    wanted.add(path);
    const response = await fetch(`/baken/${path}`, {cache: 'no-store'});
    if (!response.ok) throw new Changed();
    const bytes = new Uint8Array(await response.arrayBuffer());
    // Somebody published meanwhile: a stick holds one publication, so it is begun again.
    if (name === 'metadata/timestamp.json' && JSON.parse(new TextDecoder().decode(bytes)).signed.version !== plan.version) throw new Changed();
    if (!await isThere(tree, path, bytes)) { await put(tree, path, bytes); ++written; }
    progress(++done, plan.repository.length);
  };
  const isMetadata = (name) => name.startsWith('metadata/');
  await manyAtOnce(plan.repository.filter((name) => !isMetadata(name)), carry);
  // What vouches for the rest comes after it, in the hub's order.
  for (const name of plan.repository.filter(isMetadata)) await carry(name);
  await removeOthers(tree, 'repository', wanted);
  const letters = await receipts();
  const carried = new Set();
  for (const {path, bytes} of letters) {
    const below = path.replace(/^baken\//, '');
    carried.add(below);
    await put(tree, below, fromBase64(bytes));
  }
  await removeOthers(tree, 'receipts', carried);
  await put(tree, 'courier.json', fromBase64(plan.pass));
  await api.tell('courier/written', {made: plan.made, version: plan.version, sites});
  return {...plan, written, receipts: letters.length};
}

// First what the stick brings, so that nothing is taken off it that is not here; then what it takes along.
export async function writeStick(stick, sites, progress) {
  const brought = await handIn(await envelopesInHandle(stick), () => {});
  for (let tries = 0; ; ++tries) {
    try {
      const done = await writeOnce(stick, sites, progress);
      for (const one of brought.arrived) await one.remove?.();
      return {...done, brought};
    } catch (error) {
      if (!(error instanceof Changed) || tries >= 3) throw error;
    }
  }
}
