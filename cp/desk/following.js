// A bulletin that follows a published one: what it takes over from that one before anybody types, and how the page tells
// which one that is.
import {element} from './dom.js';
import {t, languageName} from './words.js';
import {titleOf} from './bulletins.js';

export const scales = {
  severity: ['Extreme', 'Severe', 'Moderate', 'Minor'],
  urgency: ['Immediate', 'Expected', 'Future', 'Past'],
  certainty: ['Observed', 'Likely', 'Possible', 'Unlikely'],
};
export const mostHours = 336;

const gravest = (infos, key) => scales[key].find((word) => infos.some((info) => info[key] === word)) || '';
const hoursLeft = (until, now) => Math.min(mostHours, Math.max(1, Math.ceil((new Date(until) - new Date(now)) / 3600e3)));

const parts = ['headline', 'description', 'instruction'];
const wordsOf = (infos) => Object.fromEntries(infos.map((info) =>
  [info.language, {headline: info.headline || info.title, description: info.description, instruction: info.instruction}]));

// What follows a message is for the same places, unless somebody says otherwise. What replaces it is as serious and as
// long valid, too: who corrects a street must not take a danger from the screens by it.
export function takeFrom(before, draft, now) {
  draft.municipalities = before.named_municipalities;
  draft.sites = before.named_sites;
  if (draft.aim !== 'update') return;
  Object.assign(draft.words, wordsOf(before.infos));
  for (const key of Object.keys(scales)) draft[key] = gravest(before.infos, key);
  draft.category = before.infos[0]?.categories[0] || '';
  if (before.until) draft.hours = hoursLeft(before.until, now);
}

// A template that is more serious than what was chosen or taken over decides; a milder one does not. One whose blanks
// tell the end lasts until then, not as long as what it replaces.
export function fitTo(form, draft) {
  draft.category = '';
  if (form?.ends_by_blanks && draft.aim === 'update') draft.hours = 0;
  for (const [key, words] of Object.entries(scales)) {
    if (form && words.includes(form[key]) && words.indexOf(form[key]) < words.indexOf(draft[key])) draft[key] = '';
  }
}

export const beforeOf = (draft, {bulletins}) => bulletins.find((one) => draft.of && one.identifier === draft.of);

// Languages that say what they said before, where the Dutch words changed. What replaces a bulletin is measured by that
// one, whoever looks at it and however often it was kept; what follows none by `opened`, the words that somebody began with.
export function staleOf(draft, known, opened = {}) {
  const before = draft.aim === 'update' && beforeOf(draft, known);
  const old = before ? wordsOf(before.infos) : opened;
  if (draft.form || !old.nl) return [];
  const plain = (text) => (text || '').replace(/\s+/g, ' ').trim();
  const changed = (tag) => (part) => plain(draft.words[tag]?.[part]) !== plain(old[tag][part]);
  const dutch = parts.filter(changed('nl'));
  return Object.keys(old).filter((tag) => tag !== 'nl' && plain(draft.words[tag]?.headline) && !dutch.every(changed(tag)));
}

export const aboutStale = (tags, ...more) => tags.length > 0 &&
  element('p', {class: 'warn danger'}, t('stale_words', {languages: tags.map(languageName).join(', ')}), more);

// "Vervangen: Gaslek in de Kerkstraat"; nothing for a bulletin that follows none.
export function aimOf(draft, known) {
  if (draft.aim === 'new') return '';
  const before = beforeOf(draft, known);
  return `${t(draft.aim.replace('-', '_'))}: ${before ? titleOf(before) : draft.of}`;
}

// A hub whose program is older than this page's names nobody here.
const leftOf = (answer) => answer?.left ?? [];

// Who sees the bulletin that it follows, and not this one. What says that a danger is over ends it for everybody, so it
// does not go out then.
export const leavesOut = (draft, answer) => draft.aim === 'all-clear' && leftOf(answer).length > 0;
const aboutLeft = (draft, known, answer) => leftOf(answer).length > 0 && element('p', {class: 'warn danger'},
  t(draft.aim === 'all-clear' ? 'left_all_clear' : 'left_update', {sites: leftOf(answer).map((id) => known.sites.find((site) => site.id === id)?.name || id).join(', ')}));

// What this does to the bulletin that it follows; `answer` is what the hub says of the new one, if it could.
export function aboutBefore(draft, known, answer) {
  if (draft.aim === 'new') return null;
  const ends = beforeOf(draft, known)?.takes_over && answer && !answer.takes_over;
  return [element('p', {class: 'lines'}, element('strong', {}, aimOf(draft, known))), ends && element('p', {class: 'warn danger'}, t('ends_takeover')),
    answer && aboutLeft(draft, known, answer)];
}
