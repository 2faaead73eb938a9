// The list of bulletins: what waits for a second person, drafts, and what is published.
import * as api from './api.js';
import {element, replace, ask, say} from './dom.js';
import {t, time, languageName} from './words.js';
import {editor} from './editor.js';
import {review} from './review.js';
import {aimOf} from './following.js';
import {learn} from './sites.js';
import {shownCount, shownTable} from './shown.js';
import {aheadOf, aboutClock} from './clocks.js';
import {lookSoon} from './soon.js';

export const dutchOf = (infos) => infos.find((info) => info.language === 'nl') || infos[0];
export const titleOf = (bulletin) => dutchOf(bulletin.infos)?.title || bulletin.note || bulletin.identifier;

function stateMark(bulletin) {
  const kind = bulletin.kind === 'all_clear' || bulletin.kind === 'all-clear' ? 'all_clear' : bulletin.kind;
  return [element('span', {class: `state ${bulletin.state}`}, t(`state_${bulletin.state}`)),
    kind && element('span', {class: `mark ${kind}`}, t(`kind_${kind}`)),
    bulletin.status === 'Exercise' && element('span', {class: 'mark exercise'}, t('exercise'))];
}

// How many of the noodsteunpunten it is meant for show it; nothing is known of what was not published here.
function shownCell(bulletin, known) {
  if (!bulletin.version || bulletin.state !== 'live') return '';
  const {shown, all} = shownCount(bulletin, known.sites, known.sticks, known.now);
  return t('shown_of', {shown, all});
}

function row(bulletin, known, context) {
  const info = dutchOf(bulletin.infos);
  const title = titleOf(bulletin);
  return element('tr', {class: bulletin.state},
    element('td', {class: 'states'}, stateMark(bulletin)),
    element('td', {}, element('strong', {}, title)),
    element('td', {}, info ? info.areas.join(', ') : ''),
    element('td', {class: 'narrow'}, shownCell(bulletin, known)),
    element('td', {class: 'narrow'}, time(bulletin.sent)),
    element('td', {class: 'narrow'}, bulletin.until ? time(bulletin.until) : ''),
    element('td', {class: 'narrow'}, new Set(bulletin.infos.map((one) => one.language)).size),
    element('td', {class: 'narrow'}, element('button', {onclick: () => context.go(`bulletins/show/${encodeURIComponent(bulletin.identifier)}`),
      'aria-label': `${t('open')}: ${title}`}, t('open'))));
}

function table(bulletins, known, context) {
  if (!bulletins.length) return element('p', {class: 'empty'}, t('nothing_here'));
  return element('table', {}, element('thead', {}, element('tr', {},
    ['state', 'bulletin', 'where', 'shown_at', 'sent', 'until', 'languages'].map((key) => element('th', {scope: 'col'}, t(key))),
    element('th', {scope: 'col'}, element('span', {class: 'unseen'}, t('open'))))),
  element('tbody', {}, bulletins.map((bulletin) => row(bulletin, known, context))));
}

// What it does to which bulletin, and what it says.
function draftTitle(draft, templates, known) {
  const form = templates.find((one) => one.id === draft.form);
  const values = Object.values(draft.values).filter(Boolean).join(', ');
  const filled = [form ? form.events[document.documentElement.lang] || form.id : draft.form, values];
  return [aimOf(draft, known), ...(draft.words.nl?.headline ? [draft.words.nl.headline] : filled)].filter(Boolean).join(' · ');
}

function draftList(drafts, templates, known, context) {
  return element('ul', {class: 'drafts'}, drafts.map((draft) => {
    const title = draftTitle(draft, templates, known);
    const way = draft.waits ? 'review' : 'draft';
    // What takes a bulletin back without a word has no words to go on with.
    const opens = context.may('operator') && (draft.waits || draft.aim !== 'withdraw');
    return element('li', {class: draft.waits ? 'waits' : ''},
      element('div', {}, element('strong', {}, title), element('span', {class: 'small'}, `${t('by')} ${draft.author} · ${time(draft.written)}`)),
      opens && element('button', {class: draft.waits ? 'main' : '', onclick: () => context.go(`bulletins/${way}/${draft.id}`),
        'aria-label': `${t(draft.waits ? 'look' : 'go_on')}: ${title}`}, t(draft.waits ? 'look' : 'go_on')),
      !draft.waits && context.may('operator') && element('button', {'aria-label': `${t('remove')}: ${title}`, onclick: async () => {
        try { await api.tell('drafts/remove', {id: draft.id}); } catch (error) { context.refused(error); }
      }}, t('remove')));
  }));
}

const isNow = (bulletin) => bulletin.state === 'live' || bulletin.state === 'later';

async function list(content, context) {
  const [all, forms, known] = await Promise.all([api.ask('bulletins'), api.ask('templates'), learn()]);
  const waiting = all.drafts.filter((draft) => draft.waits);
  const drafts = all.drafts.filter((draft) => !draft.waits);
  const earlier = all.bulletins.filter((bulletin) => !isNow(bulletin));
  const wasOpen = content.querySelector('details')?.open;
  replace(content,
    element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('bulletins')),
      context.may('operator') && element('button', {class: 'main', onclick: () => context.go('bulletins/new')}, t('new_bulletin'))),
    aboutClock(aheadOf(all)),
    all.behind && element('p', {class: 'warn danger'}, t('region.behind')),
    waiting.length > 0 && [element('h2', {}, t('waiting_second')), draftList(waiting, forms.templates, all, context)],
    drafts.length > 0 && [element('h2', {}, t('drafts')), draftList(drafts, forms.templates, all, context)],
    element('h2', {}, t('published')), table(all.bulletins.filter(isNow), known, context),
    earlier.length > 0 && element('details', {open: wasOpen}, element('summary', {}, t('earlier', {count: earlier.length})), table(earlier, known, context)));
}

function words(infos) {
  return element('div', {class: 'texts'}, infos.map((info) => element('article', {},
    element('span', {class: 'small'}, languageName(info.language)), element('h3', {lang: info.language, dir: 'auto'}, info.headline || info.title),
    element('p', {class: 'lines', lang: info.language, dir: 'auto'}, info.description),
    element('p', {class: 'lines', lang: info.language, dir: 'auto'}, element('strong', {}, info.instruction)))));
}
export {words as textsOf};

export const factsOf = (bulletin) => [stateMark(bulletin), ` ${t('sent')} ${time(bulletin.sent)}`, bulletin.until ? ` · ${t('until')} ${time(bulletin.until)}` : '',
  bulletin.infos.length > 0 && ` · ${dutchOf(bulletin.infos).areas.join(', ')}`];

async function withdraw(bulletin, context) {
  if (!await ask(t('withdraw_title'), element('p', {}, t('withdraw_sure')), t('withdraw'), t('not_yet'))) return;
  try {
    const answer = await api.tell('drafts/publish', {aim: 'withdraw', of: bulletin.identifier});
    say(t(answer.waits ? 'proposed' : 'withdrawn'));
    context.go('bulletins');
  } catch (error) { context.refused(error); }
}

// Kiosks take a message within seconds, so the page looks again until all show it. Every piece of news draws it, too, and
// begins this wait anew: a wait for each of them would look ever oftener.
function lookAgain(content, bulletin, known, context) {
  const place = location.hash;
  const {shown, soon, all} = shownCount(bulletin, known.sites, known.sticks, known.now);
  // A look that comes late for a page that is gone takes no other's place; a fresh one is not on the page yet.
  if (shown === all || (!context.fresh && !content.isConnected)) return;
  const look = () => { if (location.hash === place && content.isConnected) context.again(bulletinsPage, content, ['show', bulletin.identifier]); };
  lookSoon('shown', look, soon ? 1500 : 5000);
}

async function one(content, identifier, context) {
  const [all, known] = await Promise.all([api.ask('bulletins'), learn()]);
  const bulletin = all.bulletins.find((found) => found.identifier === identifier);
  if (!bulletin) { context.go('bulletins'); return; }
  const follow = (aim) => () => context.go(`bulletins/${aim}/${encodeURIComponent(identifier)}`);
  replace(content,
    element('div', {class: 'heading'}, element('h1', {tabindex: -1}, titleOf(bulletin)),
      element('button', {onclick: () => context.go('bulletins')}, t('back'))),
    element('p', {class: 'facts'}, factsOf(bulletin)),
    isNow(bulletin) && context.may('operator') && element('div', {class: 'actions'},
      element('button', {onclick: follow('update')}, t('update')),
      bulletin.kind !== 'information' && element('button', {onclick: follow('all-clear')}, t('all_clear')),
      element('button', {class: 'danger', onclick: () => withdraw(bulletin, context)}, t('withdraw'))),
    bulletin.version && bulletin.state === 'live' && [element('h2', {}, t('shown_title')), shownTable(bulletin, known.sites, known.sticks, known.now)],
    element('h2', {}, t('text_of')), words(bulletin.infos));
  if (bulletin.version && bulletin.state === 'live') lookAgain(content, bulletin, known, context);
}

export const bulletinsPage = {
  id: 'bulletins',
  role: 'viewer',
  keep: (rest) => rest.length > 0 && rest[0] !== 'show',
  async show(content, [what, which], context) {
    if (!what) return list(content, context);
    if (what === 'show') return one(content, which, context);
    if (what === 'review') return review(content, which, context);
    return editor(content, what, which, context);
  },
  async news(context) {
    const {drafts} = await api.ask('bulletins');
    context.counts({bulletins: drafts.filter((draft) => draft.waits && draft.author !== context.user.name).length});
  },
};
