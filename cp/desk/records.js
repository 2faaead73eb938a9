// What reports and requests share: reading a record, its panel, and answering it.
import * as api from './api.js';
import {element, replace, field, choice, say} from './dom.js';
import {t, time, languageName} from './words.js';
import {name, names} from './record_words.js';
import {Matching} from './matching.js';
import {tellOf} from './told.js';
import {kept, mayLeave} from './unkept.js';
import {RecordSteps, atSite, isOpen, timer} from './record_steps.js';

export {isOpen};
export const bodyOf = (record) => record.record?.body || {};
// What sites are called; their ids until that is known.
const known = new Map();
export const siteName = (id) => known.get(id) || id;
export function learnSites(sites) {
  for (const site of sites) known.set(site.id, site.name);
}

export function whereOf(record) {
  const place = bodyOf(record).place;
  if (!place) return '';
  const there = place.where === 'here' ? t('at_the_site') : place.address;
  return [there, place.detail].filter(Boolean).join(', ');
}

// What it is in a few words: the kind of need, and what the person wrote.
export function whatOf(record) {
  const body = bodyOf(record);
  if (record.record?.problem) return t('sealed', {check: record.record.problem});
  return body.title || body.what || body.note || '';
}
export function sortOf(record) {
  const body = bodyOf(record);
  if (body.need) return name('need', body.need);
  if (body.gifts) return names('gift', body.gifts);
  if (body.sight) return name('sight', body.sight);
  return name('kind', record.record?.kind);
}

export function stateCell(record) {
  const fresh = record.state === 'received';
  return [element('span', {class: fresh ? 'strong' : ''}, name('state', record.state)), '\u00A0· ',
    isOpen(record) ? timer(record.since) : time(record.since), atSite(record)];
}

const fact = (label, value) => value !== undefined && value !== '' && value !== null &&
  [element('dt', {}, label), element('dd', {class: 'lines', dir: 'auto'}, value)];

function facts(record) {
  const body = bodyOf(record);
  const contact = body.contact || {};
  return element('dl', {},
    fact(t('where'), whereOf(record)),
    fact(t('what'), [body.incident && name('incident', body.incident), body.title, body.what, body.note].filter(Boolean).join('\n')),
    fact(t('victims'), body.casualties === undefined ? body.casualties_note : `${body.casualties}${body.seriously_hurt ? ` (${t('badly', {count: body.seriously_hurt})})` : ''} ${body.casualties_note || ''}`),
    fact(t('dangers'), [names('hazard', body.hazards), body.hazards_note].filter(Boolean).join(' · ')),
    fact(t('access'), body.access),
    fact(t('services'), names('service', body.needed)),
    fact(t('present'), names('service', body.present)),
    fact(t('people'), body.people),
    fact(t('serves'), body.serves), fact(t('needs'), body.needs),
    fact(t('spoken'), (body.languages || []).map(languageName).join(', ')),
    fact(t('moment_of'), body.when || body.since),
    fact(t('reporter'), body.reporter),
    fact(t('contact'), [contact.name, contact.phone, contact.otherwise].filter(Boolean).join(' · ')),
    fact(t('language'), record.record?.language && languageName(record.record.language)));
}

// What somebody typed while it was read out over the radio: the report that came after it need not say all of it. A hub of
// a version before tells nothing of it.
class Heard {
  constructor(stubs) {
    this.place = element('dl');
    this.draw(stubs);
  }

  // Nothing that is the same is drawn anew: somebody may be copying it.
  draw(stubs = []) {
    const shown = JSON.stringify(stubs);
    if (shown === this.shown) return;
    this.shown = shown;
    replace(this.place, stubs.map((stub) => fact(t('heard_at', {time: time(stub.at)}), stub.note)));
    this.place.hidden = !this.place.firstChild;
  }
}

// Who takes care of it; the names of staff come with the list of records.
function assigning(record, context) {
  if (!context.people) return null;
  const give = async (event) => {
    try {
      await api.tell('records/assign', {id: record.id, user: event.target.value});
      say(t('assigned_now'));
    } catch (error) { context.refused(error); }
  };
  const people = context.people.map((one) => [one.name, one.name === context.user.name ? t('me', {name: one.full_name}) : one.full_name]);
  return field(t('assigned'), choice([['', t('nobodys')], ...people], record.case?.assigned || '', {name: 'assigned', onchange: give}));
}

// Shows in the list which record the panel is of.
export function markChosen(frame, id) {
  for (const row of frame.querySelectorAll('tr[data-id]')) row.classList.toggle('chosen', row.dataset.id === id);
}

// Which opening each place shows or waits for: an answer that comes late does not close what was opened meanwhile.
const openings = new WeakMap();

async function read(place, mine, id) {
  const before = openings.get(place);
  openings.set(place, mine);
  try {
    return await api.askAtOnce(`record?id=${encodeURIComponent(id)}`);
  } catch (error) {
    if (openings.get(place) === mine) openings.set(place, before);
    throw error;
  }
}

// What looks again at the record that stands in each place; `records` are those of its list now, where that is known.
const looks = new WeakMap();
export const lookAgain = (place, records) => looks.get(place)?.(records);

// Who was at something that is gone now stands at the panel's title.
function keepKeysIn(place, change) {
  const held = place.contains(document.activeElement) ? document.activeElement : null;
  if (change() && held?.hidden) place.querySelector('h2').focus();
}

// The panel beside the list, with the keys at its title. `done` draws the list anew, without it, after an answer and when
// it is closed.
export async function panel(place, chosen, context, done) {
  const mine = Symbol(chosen.id);
  const {record, steps, stubs} = await read(place, mine, chosen.id);
  if (openings.get(place) !== mine) return;
  const leave = async () => {
    if (openings.get(place) !== mine || !await mayLeave(place)) return;
    openings.delete(place);
    looks.delete(place);
    await done();
    document.querySelector('#content h1')?.focus();
  };
  place.onkeydown = (event) => { if (event.key === 'Escape') leave(); };
  const answer = element('textarea', {name: 'answer', rows: 3, maxlength: 400, placeholder: t('answer_example'), 'data-unkept': true});
  const tell = (state) => async () => {
    try {
      await tellOf(record.id, state, told.seen, answer.value.replace(/\s+/g, ' ').trim());
      say(t('told'));
      kept(place);
      await leave();
    } catch (error) {
      context.refused(error);
      if (error.check === 'inbox.moved') lookAgain(place)?.catch(context.refused);
    }
  };
  const told = new RecordSteps(record, steps, tell);
  const heard = new Heard(stubs);
  const partners = new Matching(record, context, leave, () => context.list?.());
  looks.set(place, async (records) => {
    const now = await api.ask(`record?id=${encodeURIComponent(record.id)}`);
    if (openings.get(place) !== mine) return;
    keepKeysIn(place, () => told.draw(now.record, now.steps));
    const owner = place.querySelector('[name=assigned]');
    if (owner && owner !== document.activeElement) owner.value = now.record.case?.assigned || '';
    heard.draw(now.stubs);
    partners.draw(now.record, records);
  });
  const number = record.number || record.record?.ticket || '';
  replace(place,
    element('div', {class: 'panel-head'}, element('h2', {tabindex: -1, id: 'panel-title'}, [number, sortOf(record)].filter(Boolean).join(' · ')),
      element('button', {class: 'quiet', 'aria-label': t('close_panel'), onclick: leave}, '✕')),
    element('p', {class: 'small'}, `${siteName(record.site)} · ${time(record.arrived)} · ${name('road', record.road)} · ${t('signature_fine')}`),
    told.stands,
    record.record?.mode === 'exercise' && element('p', {class: 'warn'}, t('exercise')),
    facts(record),
    heard.place,
    element('div', {class: 'actions'}, told.accept, told.passOn),
    told.hint,
    assigning(record, context),
    partners.place,
    element('h3', {}, t('back_to_site')),
    field(t('answer'), answer),
    element('div', {class: 'actions'}, element('button', {onclick: tell('answered')}, t('send')), told.close),
    element('h3', {}, t('history')),
    told.history);
  place.querySelector('h2').focus();
}
