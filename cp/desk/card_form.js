// The menu card of one noodsteunpunt: what is there, what is limited, and where else to go.
import * as api from './api.js';
import {element, replace, field, choice} from './dom.js';
import {t, time} from './words.js';
import {name, all} from './record_words.js';
import {localField} from './local_words.js';
import {ChangeForm} from './change_form.js';

const statuses = ['available', 'limited', 'not-now', 'unknown'];
const places = ['shelter', 'medical', 'pharmacy', 'hospital', 'building', 'information'];

function facilityRow(one, card, told, redraw) {
  const said = told?.facilities?.find((state) => state.facility === one.kind);
  const set = (event) => { one.status = event.target.value; };
  return element('fieldset', {class: 'entry'}, element('legend', {}, one.name.nl || name('facility', one.kind)),
    element('div', {class: 'row'}, field(t('status'), choice(statuses.map((status) => [status, name('status', status)]), one.status, {name: `status-${one.kind}`, onchange: set})),
      localField(t('note'), one.note, card.languages, {name: `note-${one.kind}`, rows: 2})),
    said && said.status !== one.status && element('p', {class: 'warn'}, t('site_says', {status: name('status', said.status)})),
    element('div', {class: 'actions'}, element('button', {type: 'button', class: 'quiet', onclick: () => { card.site.facilities.splice(card.site.facilities.indexOf(one), 1); redraw(); },
      'aria-label': `${t('card_remove')}: ${name('facility', one.kind)}`}, t('card_remove'))));
}

function referralRow(one, card, redraw) {
  return element('fieldset', {class: 'entry'}, element('legend', {}, name('facility', one.kind)),
    localField(t('name_of_place'), one.name, card.languages, {name: 'referral-name', required: true}),
    field(t('address'), element('input', {name: 'referral-address', maxlength: 200, value: one.address, oninput: (event) => { one.address = event.target.value.trim(); }})),
    localField(t('note'), one.note, card.languages, {name: 'referral-note', rows: 2}),
    element('div', {class: 'actions'}, element('button', {type: 'button', class: 'quiet', onclick: () => { card.site.referrals.splice(card.site.referrals.indexOf(one), 1); redraw(); }}, t('card_remove'))));
}

// `change` is one that was given back, when somebody goes on with it.
export async function cardForm(content, id, context, change) {
  const [card, {situations}] = await Promise.all([api.ask(`site?id=${encodeURIComponent(id)}`), api.ask('situations').catch(() => ({situations: {}}))]);
  const report = situations[id];
  const told = report?.record?.body;
  const {site} = card;
  if (change) Object.assign(site, change.words);
  const form = new ChangeForm({kind: 'site', site: id, title: t('card_of', {site: site.name}), answer: card, change, context,
    words: () => ({facilities: site.facilities, referrals: site.referrals})});
  const list = element('div');
  const draw = () => {
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
  const redraw = () => { draw(); form.changed(); };
  draw();
  form.show(content, report && element('p', {class: 'small'}, t('card_told', {time: time(report.arrived)})), list);
}
