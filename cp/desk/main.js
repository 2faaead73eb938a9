// The desk: signing in, the frame around the pages, and the wait for news.
import * as api from './api.js';
import {element, replace, say} from './dom.js';
import {t, language, speak, reason} from './words.js';
import {signInPage, signInAgain} from './sign_in.js';
import {watchTyping, isTyped, mayLeave, kept} from './unkept.js';
import {keepFocus} from './focus.js';
import {couldNotLook, lookSoon, lookNoMore, pause} from './soon.js';
import {pages} from './pages.js';
import {learnSites} from './records.js';
import {tellStatus} from './status.js';
import {soundIsOff, soundOn, silence} from './bell.js';
import {lookAround} from './rounds.js';
import {goOut, allAreOut} from './leaving.js';

const desk = document.getElementById('desk');
// `hash` is the address that was asked for last; `drawn` is what stands in the page: {hash, page, rest, made}.
const state = {user: null, region: '', drawing: null, drawn: null, missed: false, news: 0, waiting: null, connected: true, hash: ''};

export const rank = (role) => ['viewer', 'operator', 'publisher', 'administrator'].indexOf(role);
const may = (role) => rank(state.user.role) >= rank(role);

function header() {
  return element('header', {class: 'top'},
    element('a', {class: 'skip', href: '#content', onclick: (event) => {
      event.preventDefault();
      document.getElementById('content').focus();
    }}, t('skip')),
    element('img', {src: '/desk/sign.svg', alt: '', width: 44, height: 44}),
    element('strong', {class: 'title'}, state.region ? t('desk_of', {region: state.region}) : t('desk')),
    element('span', {class: 'status', id: 'status'}),
    element('span', {class: 'link', id: 'link'}),
    element('button', {class: 'quiet', id: 'sound', hidden: true, onclick: async () => { await soundOn(); askSound(); }}, t('sound_on')),
    element('span', {class: 'who'}, state.user.full_name),
    element('button', {class: 'quiet', lang: language() === 'nl' ? 'en' : 'nl', onclick: async () => {
      if (!await mayLeave()) return;
      speak(language() === 'nl' ? 'en' : 'nl');
      frame();
      tellStatus().catch(() => {});
      askSound();
      show();
      tellNews();
    }}, t('other_language')),
    element('button', {class: 'quiet', onclick: signOut}, t('sign_out')));
}

function menu() {
  return element('nav', {'aria-label': t('main_menu'), onclick: (event) => askAnew(event.target.closest('a')?.hash)}, element('ul', {},
    pages.filter((page) => may(page.role)).map((page) => element('li', {},
      element('a', {href: `#/${page.id}`, id: `menu-${page.id}`},
        element('span', {}, t(page.id)), element('span', {class: 'count', id: `count-${page.id}`}))))));
}

function frame() {
  state.drawn = null;
  replace(desk, header(), element('div', {class: 'below'}, menu(),
    element('main', {id: 'content', tabindex: -1})));
}

const place = () => location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);

const pageAt = (id) => pages.find((one) => one.id === id && may(one.role));

const isKept = ({page, rest}) => Boolean(page.keep?.(rest));

// Pages that are not drawn anew under one's hands are those to write on; a preview is looked at. On other pages a field
// says so itself.
watchTyping(desk, (field) => {
  if (!state.user || !state.drawn || !field.closest('#content') || field.closest('.preview')) return false;
  if (field.hasAttribute('data-unkept')) return field.value !== '';
  return isKept(state.drawn);
});

function markInMenu(id) {
  for (const link of document.querySelectorAll('nav a')) {
    if (link.id === `menu-${id}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

// Draws the page that the address names. `fresh` is false when only its content may have changed. A page that does not
// come leaves the one before where it is: that goes on being drawn anew, until what was asked for is there.
async function show(fresh = true) {
  const [id, ...rest] = place();
  const page = pageAt(id) || pages.find((one) => may(one.role));
  if (page.id !== id) { location.hash = `#/${page.id}`; return; }
  // What changed while a page is on its way is looked at once it is there.
  if (!fresh && state.drawing) { state.missed = true; return; }
  const lacks = state.drawn?.hash !== location.hash && !isTyped();
  if ((fresh || lacks) && await draw(page, rest, fresh)) return;
  if (!fresh || state.missed) await lookAtDrawn();
}

async function lookAtDrawn() {
  state.missed = false;
  const {drawn} = state;
  if (drawn && !isKept(drawn)) await again(drawn.page, drawn.made, drawn.rest);
}

// What did not come when it was asked for is asked for again with the same press.
async function askAnew(hash) {
  if (hash !== location.hash || hash === state.drawn?.hash || state.drawing) return;
  if (await mayLeave()) show();
}

// Resolves to whether the page is there, or another was asked for meanwhile. A page is drawn in a place of its own, so that
// one that was slow to come does not take the place of what was asked for after it.
async function draw(page, rest, fresh) {
  const {hash} = location;
  const content = document.getElementById('content');
  const made = element('div', {class: 'page'});
  Object.assign(state, {hash, drawing: made});
  markInMenu(page.id);
  try {
    await page.show(made, rest, context(true));
    if (state.drawing !== made) return true;
    // What comes by itself does not take away what somebody began to write meanwhile.
    if (!fresh && isTyped()) return false;
    replace(content, made);
    state.drawn = {hash, page, rest, made};
    kept();
    made.querySelector('h1')?.focus({preventScroll: true});
    scrollTo(0, 0);
  } catch (error) {
    if (state.drawing !== made) return true;
    notDrawn(error);
    return false;
  } finally {
    if (state.drawing === made) state.drawing = null;
  }
  if (!state.missed) return true;
  state.missed = false;
  await show(false);
  return true;
}

function notDrawn(error) {
  refused(error);
  if (state.user && couldNotLook(error)) lookSoon('page', () => show(false));
}

// `again` draws a page's list anew, with what changed or what was asked of it.
const again = (page, content, rest) => keepFocus(content, () => page.show(content, rest, context(false))).catch(notDrawn);
const go = (path) => {
  askAnew(`#/${path}`);
  location.hash = `#/${path}`;
};
const context = (fresh) => ({user: state.user, may, fresh, refused, again, kept, go,
  counts: (counts) => {
    for (const [id, count] of Object.entries(counts)) {
      const place = document.getElementById(`count-${id}`);
      if (place) place.textContent = count || '';
    }
  }});

export function refused(error) {
  if (!(error instanceof api.Refused)) { console.error(error); say(String(error), 'bad'); return; }
  if (error.status === 401) { leave(t('signed_out')); return; }
  say(reason(error), 'bad');
}

function askSound() {
  const button = document.getElementById('sound');
  if (button && state.user) button.hidden = !may('operator') || !soundIsOff(askSound);
}

function setLink(connected) {
  state.connected = connected;
  const link = document.getElementById('link');
  if (link) link.textContent = connected ? '' : `○ ${t('unreachable_short')}`;
}

// Asks again and again whether something is new; the page in view then looks again.
async function follow() {
  state.waiting = new AbortController();
  const {signal} = state.waiting;
  while (!signal.aborted) {
    try {
      const next = await api.news(state.news, signal);
      setLink(true);
      // Also when nothing came: a command may have changed something and told nobody, and what rings must be in view.
      await refresh();
      state.news = next ?? state.news;
    } catch (error) {
      if (signal.aborted) return;
      if (error.status === 401) { refused(error); return; }
      setLink(false);
      // What came meanwhile was told to nobody here: the next answer comes at once, and the page looks again.
      state.news = 0;
      await new Promise((done) => setTimeout(done, pause()));
    }
  }
}

const newsPages = () => pages.filter((page) => page.news && may(page.role));

// Throws when nobody could look whether something must ring.
const lookForRinging = async () => newsPages()[0]?.news(context(false)).catch((error) => {
  if (couldNotLook(error)) throw error;
  refused(error);
});

// What rings comes first, and the next news is waited for as soon as it is known: all else takes long on a thin line, and
// is looked at beside that. Throws as looking for what rings does.
async function refresh() {
  await lookForRinging();
  lookAround(lookAtOthers);
}

// What does not come is asked for again by itself.
async function lookAtOthers() {
  if (!state.user) return;
  await Promise.all([show(false), tellStatus().catch(() => {}), ...newsPages().slice(1).map(lookForNews)]).catch(refused);
}

const lookForNews = (page) => page.news(context(false)).catch((error) => {
  refused(error);
  if (state.user && couldNotLook(error)) lookSoon(page.id, () => lookForNews(page));
});

const tellNews = () => { for (const page of newsPages()) page.news(context(false)).catch(missed); };

// Who could not look outside of that wait waits anew, from the beginning: then everything is looked at.
function missed(error) {
  if (!couldNotLook(error)) { refused(error); return; }
  if (!state.user) return;
  state.waiting?.abort();
  state.news = 0;
  follow();
}

async function enter(user) {
  state.user = user;
  api.whenSessionEnds(() => (returning ||= comeBack()));
  try {
    // Before anything is asked for: what changes from here on is heard of.
    state.news = await api.news(0);
    const [{region}, {sites}] = await Promise.all([api.askAtOnce('bulletins'), api.askAtOnce('sites')]);
    state.region = region;
    learnSites(sites);
  } catch { state.region = ''; }
  frame();
  tellStatus().catch(() => {});
  soundIsOff(askSound);
  setTimeout(askSound, 1000);
  document.title = t('desk');
  // What rings waits for no page.
  const drawn = show();
  follow();
  tellNews();
  await drawn;
}

// The session ended while somebody works: after half an hour in which nothing was done, or with their account. What they
// were at waits for them; who comes in with another name begins anew.
let returning = null;
async function comeBack() {
  const mine = state.user.name;
  silence();
  const user = await signInAgain(mine);
  if (user.name !== mine) {
    kept();
    location.reload();
    await new Promise(() => {});
  }
  state.user = user;
  returning = null;
  refresh().catch(missed);
}

function leave(word) {
  api.whenSessionEnds(null);
  state.waiting?.abort();
  lookNoMore();
  Object.assign(state, {user: null, drawing: null, drawn: null});
  kept();
  silence();
  signInPage(desk, word, enter);
}

async function signOut() {
  if (!await mayLeave()) return;
  // Nobody is asked to come back who goes.
  api.whenSessionEnds(null);
  await goOut(state.user.name);
  leave('');
}

// An address is gone to before it can be asked whether to: so back to the one before, and on after the answer.
addEventListener('hashchange', async () => {
  if (!state.user || location.hash === state.hash) return;
  if (!isTyped()) { show(); return; }
  const wanted = location.hash;
  history.replaceState(null, '', state.hash);
  if (await mayLeave()) location.hash = wanted;
});
try {
  if (await allAreOut()) await enter(await api.whoAmI());
  else leave('');
} catch {
  leave('');
}
