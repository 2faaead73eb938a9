// What the page asks of the hub. A request that changes something repeats the session's token.
import {onceLifted} from './press.js';
import {inTurn} from './turns.js';

let token = '';
let mine = '';  // whose session it is

export class Refused extends Error {
  constructor(status, body) {
    super(body.message || String(status));
    this.status = status;
    this.check = body.check || '';
    this.advice = body.advice || '';
  }
}

// The page asks by itself all the time. The hub is told whether somebody was at it within the last minute, so that a
// desk that everybody has left signs out.
let touched = -Infinity;
for (const kind of ['pointerdown', 'keydown', 'wheel']) {
  addEventListener(kind, () => { touched = performance.now(); }, {capture: true, passive: true});
}
const attended = () => (performance.now() - touched < 60_000 ? 'yes' : 'no');

// A line that dies without a word would leave a request waiting for as long as the browser's patience lasts, which is
// minutes. What only asks ends after `seconds`; what changes something is waited for, as nobody knows whether it was done.
const usual = 60;

async function once(path, {seconds, signal, ...options} = {}) {
  const ends = [signal, seconds && AbortSignal.timeout(seconds * 1000)].filter(Boolean);
  let response;
  try {
    response = await fetch(`/desk/api/${path}`, {credentials: 'same-origin', cache: 'no-store', ...options,
      signal: AbortSignal.any(ends), headers: {...options.headers, 'X-Baken-Attended': attended()}});
  } catch (cause) {
    throw new Refused(0, {check: 'desk.unreachable', message: String(cause)});
  }
  if (!response.ok) throw new Refused(response.status, await response.json().catch(() => ({})));
  return response;
}

// What was asked, read to its end: the line may die in the middle of it, too.
async function read(response) {
  try {
    return await response.json();
  } catch (cause) {
    throw new Refused(0, {check: 'desk.unreachable', message: String(cause)});
  }
}

const posted = (body) => ({
  method: 'POST',
  headers: {'Content-Type': 'application/json', 'X-Baken-Token': token},
  body: JSON.stringify(body),
});

// What to do when the session is over while somebody works: settles once they are in again.
let comeBack = null;
export const whenSessionEnds = (doThis) => { comeBack = doThis; };

// Nothing that was asked is lost with the session: it is asked again once whoever asked it is back. `options` are made
// anew then, with the new session's token.
async function send(path, options) {
  for (;;) {
    const used = token;
    try {
      return await once(path, options());
    } catch (error) {
      const cause = ['desk.token', 'desk.session'].includes(error.check) ? await renewToken(error, used) : error;
      if (!cause) continue;
      if (cause.check !== 'desk.session' || !comeBack) throw cause;
      await comeBack();
    }
  }
}

const post = (path, body) => send(path, () => posted(body));

const answerTo = async (path) => read(await send(path, () => ({seconds: usual})));
export const ask = (path) => onceLifted(inTurn(() => answerTo(path)));
// What rings, and what somebody pressed for: it waits for nothing else that is asked.
export const askAtOnce = (path) => onceLifted(answerTo(path));
// A question that is a Post: it ends as a question does, and may be asked again.
export const askWith = async (path, body) => read(await send(path, () => ({seconds: usual, ...posted(body)})));
export const tell = async (path, body = {}) => (await post(path, body)).json();
export const draw = async (path, body) => (await file(path, body)).blob;

// A file once all of it is here, and what was told of it.
export async function file(path, body) {
  const response = await post(path, body);
  try {
    return {blob: await response.blob(), told: response.headers};
  } catch (cause) {
    throw new Refused(0, {check: 'desk.unreachable', message: String(cause)});
  }
}

export async function whoAmI() {
  const me = await read(await once('me', {seconds: usual}));
  token = me.token;
  mine = me.user.name;
  return me.user;
}

// Somebody who signed in anew beside this page goes on in it, too, also with what was under way meanwhile. Resolves to why
// not, which may be that nobody is in.
async function renewToken(refused, used) {
  try {
    const me = await read(await once('me', {seconds: usual}));
    if (me.user.name !== mine || me.token === used) return refused;
    token = me.token;
    return null;
  } catch (error) {
    return error;
  }
}

// `isIn` is called as soon as the hub let them in.
export async function signIn(name, password, isIn) {
  await once('sign-in', posted({name, password}));
  isIn();
  return whoAmI();
}
// The browser's session may be another page's by now, so that is asked for first. It does not become this page's, as
// somebody may be signing in here meanwhile; then who went before goes no more. Who leaves does not wait for a line that died.
export async function signOut(name, stillGoes) {
  const me = await read(await once('me', {seconds: 10}));
  if (me.user.name !== name || !stillGoes()) return;
  await once('sign-out', {seconds: 10, method: 'POST', headers: {'Content-Type': 'application/json', 'X-Baken-Token': me.token}, body: '{}'});
}

// Whether an emergency waits; nothing where this browser may not know. It needs no session, only one that was here.
export async function watch() {
  try {
    return (await read(await once('watch', {seconds: 30}))).waits;
  } catch (error) {
    if (error.status === 401 || error.check === 'desk.sealed') return undefined;
    throw error;
  }
}

// Waits until something may be new; resolves to the number to wait after from then on, or to null when nothing came.
// Another hub may answer with the number that is known already, and still with news. After 0 the answer comes at once. A
// hub says for how many seconds it holds a question back: what takes clearly longer comes no more.
let hold = 55;
export async function news(after, signal) {
  const response = await send(`changes?after=${after}`, () => ({signal, seconds: hold + 15}));
  if (response.status === 204) return null;
  const told = await read(response);
  hold = told.hold ?? hold;
  return told.timestamp;
}

// Records of the hub's pages one after another, at most `most` of them; `more` says that there are others. `asked` is
// the question, such as "class=emergency".
export async function records(asked, most = 1000, askHub = ask) {
  const found = {records: [], more: true};
  while (found.more && found.records.length < most) {
    const page = await askHub(`records?${asked}&skip=${found.records.length}`);
    Object.assign(found, page, {records: [...found.records, ...page.records]});
    if (!page.records.length) break;
  }
  return found;
}
