// Emergency reports: newest first within their state, with what was done about each; and what comes by radio.
import * as api from './api.js';
import {element, replace, field, choice, ask, say} from './dom.js';
import {t, time} from './words.js';
import {name} from './record_words.js';
import {panel, bodyOf, whereOf, whatOf, stateCell, isOpen, siteName, markChosen, lookAgain} from './records.js';
import {announce} from './bell.js';
import {kept, mayLeave} from './unkept.js';
import {learn, sitesTable} from './sites.js';
import {newUuid} from './uuid.js';
import {tellOf} from './told.js';

let chosen = '';
let closedToo = false;

// What nobody took on yet stands first, what is closed last.
const rank = (record) => (record.state === 'received' ? 0 : isOpen(record) ? 1 : 2);
const emergenciesOf = (records) => records.filter((record) => record.class === 'emergency')
  .sort((one, other) => rank(one) - rank(other) || other.arrived.localeCompare(one.arrived));

function row(record, people, context, open) {
  const owner = people.find((one) => one.name === record.case?.assigned);
  const services = bodyOf(record).needed || [];
  const accept = async (event) => {
    event.stopPropagation();
    try {
      await tellOf(record.id, 'accepted', record.n);
      open(record);
    } catch (error) { context.refused(error); }
  };
  const fresh = record.state === 'received';
  return element('tr', {'data-id': record.id, class: [fresh ? 'fresh' : '', record.id === chosen ? 'chosen' : ''].join(' ')},
    element('td', {class: 'narrow'}, element('strong', {}, record.number || record.id.slice(-6))),
    element('td', {class: 'spare'}, time(record.arrived), element('span', {class: 'small'}, `${siteName(record.site)} · ${name('road', record.road)}`)),
    element('td', {class: 'whole'}, services.map((service) => element('span', {class: `service ${service}`}, name('service', service)))),
    element('td', {class: 'words', dir: 'auto'}, whereOf(record)), element('td', {class: 'words', dir: 'auto'}, whatOf(record)), element('td', {class: 'whole'}, stateCell(record), owner && element('span', {class: 'small'}, owner.full_name)),
    element('td', {}, element('div', {class: 'buttons'}, fresh && element('button', {class: 'main', onclick: accept, 'aria-label': `${t('accept')}: ${record.number || record.id}`}, t('accept')),
      element('button', {onclick: () => open(record), 'aria-label': `${t('open')}: ${record.number || record.id}`}, t('open')))));
}

// What is joined is not parted again, and one key in the list of choices is enough to choose.
const sureToJoin = (stub, record) => ask(t('join_title'), [
  element('p', {class: 'lines', dir: 'auto'}, `${stub.number} · ${stub.note}`),
  element('p', {dir: 'auto'}, `${record.number} · ${[whatOf(record), whereOf(record)].filter(Boolean).join(' · ')}`),
  element('p', {class: 'hint'}, t('join_hint'))], t('join'), t('not_yet'));

function stubList(stubs, records, context) {
  const waiting = stubs.filter((stub) => !stub.record);
  if (!waiting.length) return null;
  return [element('h2', {}, t('radio_waiting')), element('table', {}, element('tbody', {}, waiting.map((stub) => {
    const fitting = records.filter((record) => record.site === stub.site && record.state !== 'merged');
    const pick = choice([['', t('join_with')], ...fitting.map((record) => [record.id, `${record.number} · ${whatOf(record)}`.slice(0, 60)])], '',
      {'aria-label': t('join_with'), onchange: async () => {
        const record = fitting.find((one) => one.id === pick.value);
        pick.value = '';
        if (!record || !await sureToJoin(stub, record)) return;
        try { await api.tell('radio/join', {stub: stub.id, id: record.id}); } catch (error) { context.refused(error); }
      }});
    return element('tr', {}, element('td', {class: 'narrow'}, element('strong', {}, stub.number)), element('td', {}, `${siteName(stub.site)} · ${time(stub.at)}`),
      element('td', {class: 'lines', dir: 'auto'}, stub.note), element('td', {}, pick));
  })))];
}

function radioForm(sites, context) {
  const site = choice(sites.map((one) => [one.id, one.name]), '', {name: 'radio-site', required: true});
  const number = element('input', {name: 'radio-number', inputmode: 'numeric', autocomplete: 'off', maxlength: 9, required: true, 'data-unkept': true});
  const text = element('textarea', {name: 'radio-text', rows: 4, maxlength: 3000, required: true, 'data-unkept': true});
  const button = element('button', {class: 'main'}, t('save'));
  const typed = () => ({site: site.value, number: number.value, text: text.value});
  const same = (one, other) => Object.keys(typed()).every((key) => one[key] === other[key]);
  // What was told last. It keeps its id until the hub answers, so that it is one message however often it is told; what
  // was changed since is another one.
  let message = {};
  const save = async (event) => {
    event.preventDefault();
    if (!same(message, typed())) message = {id: newUuid(), ...typed()};
    button.disabled = true;
    try {
      const answer = await api.tell('radio', message);
      say(t(answer.record ? 'radio_joined' : 'radio_kept'));
      if (same(message, typed())) {
        number.value = '';
        text.value = '';
        kept(event.target);
      }
      message = {};
    } catch (error) {
      if (error.check?.startsWith('check-number')) say(t('radio_wrong'), 'bad');
      else context.refused(error);
    } finally { button.disabled = false; }
  };
  return element('details', {class: 'step radio'}, element('summary', {}, t('radio_title')), element('form', {onsubmit: save},
    element('p', {class: 'hint'}, t('radio_hint')),
    element('div', {class: 'row'}, field(t('site'), site), field(t('check_number'), number)), field(t('radio_text'), text), button));
}

export const reportsPage = {
  id: 'reports',
  role: 'operator',
  async show(content, rest, context) {
    const [{records, stubs, more, people}, known] = await Promise.all([api.records(`class=emergency${closedToo ? '&all=1' : ''}`), learn()]);
    const emergencies = emergenciesOf(records);
    let frame = context.fresh ? null : content.querySelector('.desk-frame');
    if (!frame) {
      const list = element('div', {class: 'list'});
      const side = element('aside', {class: 'side', 'aria-labelledby': 'panel-title'});
      frame = element('div', {class: 'desk-frame'}, element('div', {class: 'middle'}, list, radioForm(known.sites, context)), side);
      replace(content, frame);
      chosen = '';
    }
    const side = frame.querySelector('.side');
    const again = () => context.again(reportsPage, content, rest);
    const close = () => { chosen = ''; replace(side); return again(); };
    const open = async (record) => {
      if (!await mayLeave(side)) return;
      chosen = record.id;
      markChosen(frame, chosen);
      await panel(side, record, {...context, people}, close).catch(context.refused);
    };
    replace(frame.querySelector('.list'),
      element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('emergencies')),
        element('button', {onclick: () => { closedToo = !closedToo; again(); }}, t(closedToo ? 'only_open' : 'closed_too')),
        element('button', {class: 'main', onclick: () => context.go('bulletins/new')}, t('new_bulletin'))),
      emergencies.length ? element('table', {}, element('thead', {}, element('tr', {},
        ['number', 'received', 'service', 'where', 'what', 'state', ''].map((key) => element('th', {scope: 'col', class: key === 'received' && 'spare'}, key && t(key))))),
      element('tbody', {}, emergencies.map((record) => row(record, people, context, open)))) : element('p', {class: 'empty'}, t('no_emergencies')),
      more && element('p', {class: 'warn'}, t('more_than', {count: emergencies.length})),
      stubList(stubs, emergencies, context), element('h2', {}, t('sites')), sitesTable(known, context));
    await lookAgain(side);
  },
  // What rings is asked for by itself: it must not wait for long lists.
  async news(context) {
    const {records} = await api.records('class=emergency', 200, api.askAtOnce);
    announce(records, t('desk'));
    api.ask('records/fresh').then(context.counts).catch(context.refused);
  },
};
