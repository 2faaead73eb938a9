// Which offer could help with which request, also of another noodsteunpunt; and telling both.
import * as api from './api.js';
import {element, replace, field, ask, say} from './dom.js';
import {t} from './words.js';
import {distance} from './map.js';
import {name} from './record_words.js';
import {bodyOf, siteName, sortOf, whatOf, isOpen} from './records.js';

const helps = {'medical-care': ['skill'], medicines: ['goods', 'vehicle'], 'drinking-water': ['goods', 'vehicle'], food: ['goods'], warmth: ['space', 'goods'],
  relatives: ['hands', 'languages'], 'listening-ear': ['hands', 'skill', 'languages'], transport: ['vehicle'], other: ['hands', 'goods', 'skill']};

const other = {'help-request': 'offer', offer: 'help-request'};
export const canMatch = (record) => record.record?.kind in other;
const numberOf = (record) => record.record?.ticket || record.id.slice(-6);
const matchesOf = (record) => record.case?.matches || [];

function suits(one, two) {
  const [request, offer] = one.record.kind === 'help-request' ? [one, two] : [two, one];
  return (bodyOf(offer).gifts || []).some((gift) => (helps[bodyOf(request).need] || []).includes(gift));
}

function apart(one, two, sites) {
  const positions = [one.site, two.site].map((id) => sites.find((site) => site.id === id)?.position || []);
  return positions.every((position) => position.length === 2) ? distance(...positions) : null;
}

// The best first: what fits the need, then what was given to nobody yet, then what is near.
function candidates(record, records, sites) {
  const matched = matchesOf(record);
  return records.filter((one) => one.record?.kind === other[record.record.kind] && isOpen(one) && !matched.includes(one.id))
    .map((one) => ({one, fits: suits(record, one), free: matchesOf(one).length === 0, far: apart(record, one, sites)}))
    .sort((left, right) => (right.fits - left.fits) || (right.free - left.free) || ((left.far ?? 1e9) - (right.far ?? 1e9)))
    .slice(0, 12);
}

async function match(record, found, {context, done, lookAnew}) {
  const sentence = (about) => t(about.record.kind === 'offer' ? 'match_to_request' : 'match_to_offer', {site: siteName(about.site), number: numberOf(about)});
  const words = (about, to) => element('textarea', {name: `words-${to.record.kind}`, rows: 3, maxlength: 400}, sentence(about));
  const mine = words(found, record);
  const theirs = words(record, found);
  const content = element('div', {}, element('p', {}, t('match_hint')),
    field(t('match_words', {number: numberOf(record), site: siteName(record.site)}), mine),
    field(t('match_words', {number: numberOf(found), site: siteName(found.site)}), theirs));
  if (!await ask(t('match_title'), content, t('match'), t('not_yet'))) return;
  const line = (area) => area.value.replace(/\s+/g, ' ').trim();
  try {
    await api.tell('records/match', {id: record.id, with: found.id, n: record.n, with_n: found.n,
      matches: matchesOf(record).length, with_matches: matchesOf(found).length, answer: line(mine), answer_with: line(theirs)});
    say(t('match_done'));
    done();
  } catch (error) {
    context.refused(error);
    if (error.check === 'inbox.moved') lookAnew();
  }
}

// What was done with it already, which its words do not say.
const standOf = (one) => [one.state === 'received' ? '' : name('state', one.state),
  matchesOf(one).length ? t('matched', {count: matchesOf(one).length}) : ''].filter(Boolean).join(' · ');

// For the panel of a request or an offer: the part of it that follows what colleagues do with all the others. `lookAnew`
// draws the list, and then this, anew.
export class Matching {
  constructor(record, context, done, lookAnew) {
    this.ways = {context, done, lookAnew};
    this.place = element('div');
    this.draw(record, context.records);
  }

  // Nothing that is the same is drawn anew: somebody may be at it.
  draw(record, records) {
    if (!canMatch(record) || !records) return;
    const shown = JSON.stringify([record.n, record.case, records.filter(canMatch).map((one) => [one.id, one.n, matchesOf(one).length])]);
    if (shown === this.shown) return;
    this.shown = shown;
    replace(this.place, parts(record, records, this.ways));
  }
}

function parts(record, records, ways) {
  const linked = matchesOf(record).map((id) => records.find((one) => one.id === id)).filter(Boolean);
  const found = isOpen(record) ? candidates(record, records, ways.context.sites) : [];
  const kilometres = (far) => (far === null ? '' : far < 0.5 ? t('same_place') : `${far.toFixed(far < 10 ? 1 : 0)} km`);
  const line = ({one, fits, far}) => element('li', {class: fits ? 'fits' : ''},
    element('div', {}, element('strong', {}, sortOf(one)), ` ${numberOf(one)}`, element('span', {class: 'small', dir: 'auto'}, whatOf(one)),
      element('span', {class: 'small'}, [siteName(one.site), kilometres(far), fits ? t('match_fits') : ''].filter(Boolean).join(' · ')),
      standOf(one) && element('span', {class: 'small strong'}, standOf(one))),
    element('button', {onclick: () => match(record, one, ways), 'aria-label': `${t('match')}: ${numberOf(one)}`}, t('match')));
  return [linked.length > 0 && [element('h3', {}, t('match_linked')), element('ul', {class: 'plain'}, linked.map((one) => element('li', {}, `${numberOf(one)} · ${sortOf(one)} · ${siteName(one.site)}`)))],
    isOpen(record) && [element('h3', {}, t(record.record.kind === 'offer' ? 'match_requests' : 'match_offers')),
      found.length ? element('ul', {class: 'matches'}, found.map(line)) : element('p', {class: 'hint'}, t('match_none'))]];
}
