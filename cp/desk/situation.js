// What is going on, and the menu card of each noodsteunpunt: changed here, published and signed as messages are.
import * as api from './api.js';
import {element, replace, field, choice, ask, say} from './dom.js';
import {t, time} from './words.js';
import {name, all} from './record_words.js';
import {localField} from './local_words.js';
import {fromMoment, toMoment} from './moments.js';

const hazards = ['power', 'telecom', 'water', 'cold', 'heat', 'flood', 'gas', 'smoke', 'storm', 'evacuation'];
const phases = ['before', 'first72', 'after'];
const statuses = ['available', 'limited', 'not-now', 'unknown'];

async function publish(path, body, context, done) {
  if (!await ask(t('publish_title'), element('p', {}, t('publish_place')), t('publish_now'), t('not_yet'))) return;
  try {
    await api.tell(path, body);
    say(t('published_now'));
    done();
  } catch (error) { context.refused(error); }
}

const empty = () => ({id: '', started: '', phase: 'first72', exercise: false, hazards: [], expected_recovery: '', title: {}, recovery_note: {}});

async function situation(content, context) {
  const answer = await api.ask('situation');
  const now = answer.situation || empty();
  const mayChange = context.may('publisher');
  const tick = (label, checked, set, value) => element('label', {class: 'tick'}, element('input', {type: 'checkbox', name: value, checked, onchange: (event) => set(event.target.checked)}), label);
  const moment = (key) => field(t(key), element('input', {name: key, type: 'datetime-local', value: fromMoment(now[key]), onchange: (event) => { now[key] = toMoment(event.target.value); }}));
  const form = element('form', {class: 'step', onsubmit: (event) => {
    event.preventDefault();
    publish('situation', {...now, print: answer.print}, context, () => situationPage.show(content, [], context).catch(context.refused));
  }},
  element('h2', {}, t('situation_now')),
  localField(t('situation_title'), now.title, answer.languages, {name: 'title', required: true}),
  element('div', {class: 'row'}, moment('started'),
    field(t('phase'), choice(phases.map((phase) => [phase, t(`phase_${phase}`)]), now.phase, {name: 'phase', onchange: (event) => { now.phase = event.target.value; }})),
    moment('expected_recovery')),
  localField(t('recovery_note'), now.recovery_note, answer.languages, {name: 'recovery', rows: 2}),
  element('fieldset', {class: 'ticks'}, element('legend', {}, t('hazards')), element('div', {class: 'columns'}, hazards.map((hazard) => tick(t(`hazard_${hazard}`), now.hazards.includes(hazard), (on) => {
    now.hazards = now.hazards.filter((one) => one !== hazard).concat(on ? [hazard] : []);
  }, hazard)))),
  tick(t('is_exercise'), now.exercise, (on) => { now.exercise = on; }, 'exercise'),
  mayChange ? element('div', {class: 'actions'}, element('button', {class: 'main'}, t('publish'))) : element('p', {class: 'hint'}, t('publisher_only')));
  if (!mayChange) for (const input of form.querySelectorAll('input, select, textarea, button')) input.disabled = true;
  return form;
}

function facilityRow(one, card, told, redraw) {
  const said = told?.facilities?.find((state) => state.facility === one.kind);
  const set = (event) => { one.status = event.target.value; };
  return element('fieldset', {class: 'entry'}, element('legend', {}, one.name.nl || name('facility', one.kind)),
    element('div', {class: 'row'}, field(t('status'), choice(statuses.map((status) => [status, name('status', status)]), one.status, {name: `status-${one.kind}`, onchange: set})),
      localField(t('note'), one.note, card.languages, {name: `note-${one.kind}`})),
    said && said.status !== one.status && element('p', {class: 'warn'}, t('site_says', {status: name('status', said.status)})),
    element('div', {class: 'actions'}, element('button', {type: 'button', class: 'quiet', onclick: () => { card.site.facilities.splice(card.site.facilities.indexOf(one), 1); redraw(); },
      'aria-label': `${t('card_remove')}: ${name('facility', one.kind)}`}, t('card_remove'))));
}

function referralRow(one, card, redraw) {
  return element('fieldset', {class: 'entry'}, element('legend', {}, name('facility', one.kind)),
    localField(t('name_of_place'), one.name, card.languages, {name: 'referral-name', required: true}),
    field(t('address'), element('input', {name: 'referral-address', maxlength: 200, value: one.address, oninput: (event) => { one.address = event.target.value.trim(); }})),
    localField(t('note'), one.note, card.languages, {name: 'referral-note'}),
    element('div', {class: 'actions'}, element('button', {type: 'button', class: 'quiet', onclick: () => { card.site.referrals.splice(card.site.referrals.indexOf(one), 1); redraw(); }}, t('card_remove'))));
}

const places = ['shelter', 'medical', 'pharmacy', 'hospital', 'building', 'information'];

async function menuCard(content, id, context) {
  const [card, {situations}] = await Promise.all([api.ask(`site?id=${encodeURIComponent(id)}`), api.ask('situations').catch(() => ({situations: {}}))]);
  const report = situations[id];
  const told = report?.record?.body;
  const {site} = card;
  const list = element('div');
  const redraw = () => {
    const left = all('facility').filter(([kind]) => !site.facilities.some((one) => one.kind === kind) && !places.slice(0, 5).includes(kind));
    replace(list, site.facilities.map((one) => facilityRow(one, card, told, redraw)),
      field(t('card_add'), choice([['', '…'], ...left], '', {name: 'add-facility', onchange: (event) => {
        site.facilities.push({kind: event.target.value, status: 'available', name: {}, note: {}});
        redraw();
      }})),
      element('h2', {}, t('referrals')), site.referrals.map((one) => referralRow(one, card, redraw)),
      field(t('referral_add'), choice([['', '…'], ...places.map((kind) => [kind, name('facility', kind)])], '', {name: 'add-referral', onchange: (event) => {
        site.referrals.push({kind: event.target.value, address: '', name: {nl: ''}, note: {}});
        redraw();
      }})));
  };
  redraw();
  replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('card_of', {site: site.name})),
    element('button', {onclick: () => context.go('situation')}, t('back'))),
  report && element('p', {class: 'small'}, t('site_told', {time: time(report.arrived)})),
  element('form', {class: 'step card', onsubmit: (event) => {
    event.preventDefault();
    publish('site', {id, print: card.print, facilities: site.facilities, referrals: site.referrals}, context, () => context.go('situation'));
  }}, list, context.may('publisher') ? element('div', {class: 'actions last'}, element('button', {class: 'main'}, t('publish'))) : element('p', {class: 'hint'}, t('publisher_only'))));
}

export const situationPage = {
  id: 'situation',
  role: 'viewer',
  keep: () => true,
  async show(content, [what, which], context) {
    if (what === 'card') return menuCard(content, which, context);
    const {sites} = await api.ask('sites');
    const form = await situation(content, context);
    replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('situation'))), form,
      element('h2', {}, t('cards')), element('ul', {class: 'drafts'}, sites.map((site) => element('li', {}, element('div', {}, element('strong', {}, site.name), element('span', {class: 'small'}, site.municipality)),
        element('button', {onclick: () => context.go(`situation/card/${site.id}`), 'aria-label': `${t('open')}: ${site.name}`}, t('open'))))));
  },
};
