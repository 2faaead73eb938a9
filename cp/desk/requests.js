// Requests, offers, signals and initiatives of residents: filtered, on a map, given to somebody, answered, matched.
import * as api from './api.js';
import {element, replace, choice} from './dom.js';
import {t, time} from './words.js';
import {name, all} from './record_words.js';
import {panel, sortOf, whereOf, whatOf, stateCell, bodyOf, siteName, isOpen, markChosen, lookAgain} from './records.js';
import {wordOfSite} from './record_steps.js';
import {siteMap} from './map.js';
import {mayLeave} from './unkept.js';
import {saveCsv} from './csv.js';

const cells = (record) => [record.record?.ticket || '', time(record.arrived), siteName(record.site), name('kind', record.record?.kind), sortOf(record), whereOf(record), whatOf(record),
  bodyOf(record).people ?? '', name('state', record.state), wordOfSite(record), record.case?.assigned || ''];
const heads = ['number', 'received', 'site', 'kind', 'sort', 'where', 'what', 'people', 'state', 'done_at_site', 'assigned'];

const gives = {'': () => true, me: (record, user) => record.case?.assigned === user.name, nobody: (record) => !record.case?.assigned};

function fitting(filter, user) {
  const words = filter.words.toLowerCase();
  return (record) => (!filter.kind || record.record?.kind === filter.kind) && (!filter.site || record.site === filter.site) &&
    (filter.state === 'all' || (filter.state === 'open' ? isOpen(record) : record.state === filter.state)) && gives[filter.whose](record, user) &&
    (!words || `${whatOf(record)} ${whereOf(record)} ${sortOf(record)} ${record.record?.ticket || ''}`.toLowerCase().includes(words));
}

function row(record, chosen, people, open) {
  const owner = people.find((one) => one.name === record.case?.assigned);
  return element('tr', {'data-id': record.id, class: [record.state === 'received' ? 'unread' : '', record.id === chosen ? 'chosen' : ''].join(' ')},
    element('td', {class: 'narrow'}, record.record?.ticket || ''), element('td', {class: 'spare'}, time(record.arrived), element('span', {class: 'small'}, siteName(record.site))),
    element('td', {class: 'whole'}, element('strong', {}, sortOf(record)), element('span', {class: 'small'}, name('kind', record.record?.kind))),
    element('td', {class: 'words', dir: 'auto'}, whereOf(record)), element('td', {class: 'words', dir: 'auto'}, whatOf(record)),
    element('td', {class: 'whole'}, stateCell(record), owner && element('span', {class: 'small'}, owner.full_name),
      record.case?.matches.length > 0 && element('span', {class: 'small'}, t('matched', {count: record.case.matches.length}))),
    element('td', {class: 'narrow'}, element('button', {onclick: () => open(record), 'aria-label': `${t('open')}: ${record.record?.ticket || record.id}`}, t('open'))));
}

const table = (records, chosen, people, open) => (records.length ? element('table', {}, element('thead', {}, element('tr', {},
  ['number', 'received', 'kind', 'where', 'what', 'state', ''].map((key) => element('th', {scope: 'col', class: key === 'received' && 'spare'}, key && t(key))))),
element('tbody', {}, records.map((record) => row(record, chosen, people, open)))) : element('p', {class: 'empty'}, t('nothing_here')));

// A page of the records of some kinds, which are of these classes.
function listPage(id, kinds, classes, file) {
  let most = 1000;
  const filter = {kind: '', site: '', state: 'open', words: '', whose: ''};
  let withMap = false;
  let chosen = '';
  const page = {
    id,
    role: 'operator',
    async show(content, rest, context) {
      const asked = filter.state === 'open' ? '' : '&all=1';
      const [lists, {sites}] = await Promise.all([Promise.all(classes.map((one) => api.records(`class=${one}${asked}`, most))), api.ask('sites')]);
      const records = lists.flatMap((list) => list.records);
      const {people} = lists[0];
      const mine = records.filter((record) => kinds.includes(record.record?.kind) || (!record.record?.kind && id === 'requests'));
      const again = () => context.again(page, content, rest);
      const fits = fitting(filter, context.user);
      let frame = context.fresh ? null : content.querySelector('.desk-frame');
      if (!frame) {
        chosen = '';
        filter.site = sites.some((site) => site.id === rest[0]) ? rest[0] : filter.site;
        const set = (key) => (event) => { filter[key] = event.target.value; again(); };
        const pick = (key, label, options) => choice(options, filter[key], {name: key, 'aria-label': label, onchange: set(key)});
        frame = element('div', {class: 'desk-frame'}, element('div', {class: 'middle'},
          element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t(id)),
            element('button', {class: 'map-button', 'aria-pressed': String(withMap), onclick: (event) => {
              withMap = !withMap;
              event.target.setAttribute('aria-pressed', String(withMap));
              again();
            }}, t('map')),
            element('button', {onclick: () => saveCsv(file, [heads.map((key) => t(key)), ...frame.shown.map(cells)])}, t('export'))),
          element('div', {class: 'filters'},
            kinds.length > 1 && pick('kind', t('kind'), [['', t('all_kinds')], ...all('kind').filter(([word]) => kinds.includes(word))]),
            pick('site', t('site'), [['', t('all_sites')], ...sites.map((site) => [site.id, site.name])]),
            pick('state', t('state'), [['open', t('open_ones')], ['all', t('all_states')], ...all('state')]),
            pick('whose', t('assigned'), [['', t('everybodys')], ['me', t('mine')], ['nobody', t('nobodys')]]),
            element('input', {type: 'search', name: 'words', 'aria-label': t('search'), placeholder: t('search'), value: filter.words, oninput: set('words')})),
          element('div', {class: 'map-place'}), element('div', {class: 'list'})), element('aside', {class: 'side', 'aria-labelledby': 'panel-title'}));
        replace(content, frame);
      }
      const side = frame.querySelector('.side');
      const close = () => { chosen = ''; replace(side); return again(); };
      const open = async (record) => {
        if (!await mayLeave(side)) return;
        chosen = record.id;
        markChosen(frame, chosen);
        await panel(side, record, {...context, people, records, sites, list: again}, close).catch(context.refused);
      };
      frame.shown = mine.filter(fits);
      const counts = {};
      for (const record of mine.filter(fitting({...filter, site: ''}, context.user))) counts[record.site] = (counts[record.site] || 0) + 1;
      const chooseSite = (site) => { filter.site = site; frame.querySelector('select[name=site]').value = site; again(); };
      replace(frame.querySelector('.map-place'), withMap && (siteMap(sites, counts, filter.site, chooseSite) || element('p', {class: 'empty'}, t('map_none'))));
      replace(frame.querySelector('.list'), table(frame.shown, chosen, people, open),
        lists.some((list) => list.more) && element('p', {class: 'warn'}, t('more_than', {count: records.length}), ' ',
          element('button', {onclick: () => { most += 1000; again(); }}, t('show_more'))));
      await lookAgain(side, records);
    },
  };
  return page;
}

export const requestsPage = listPage('requests', ['help-request', 'offer', 'signal'], ['help', 'signal', 'initiative'], 'hulpvragen.csv');
export const initiativesPage = listPage('initiatives', ['initiative', 'sign-up'], ['initiative'], 'initiatieven.csv');
