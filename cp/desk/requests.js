// Requests, offers, initiatives and signals of residents, with filters.
import * as api from './api.js';
import {element, replace, choice} from './dom.js';
import {t, time} from './words.js';
import {name, all} from './record_words.js';
import {panel, sortOf, whereOf, whatOf, stateCell, bodyOf, siteName} from './records.js';
import {saveCsv} from './csv.js';

const filter = {kind: '', site: '', state: 'open', words: ''};

const fits = (record) => (!filter.kind || record.record?.kind === filter.kind) && (!filter.site || record.site === filter.site) &&
  (filter.state === 'all' || filter.state === 'open' || record.state === filter.state) &&
  (!filter.words || `${whatOf(record)} ${whereOf(record)} ${record.record?.ticket || ''}`.toLowerCase().includes(filter.words.toLowerCase()));

const cells = (record) => [record.record?.ticket || '', time(record.arrived), siteName(record.site), name('kind', record.record?.kind), sortOf(record), whereOf(record), whatOf(record),
  bodyOf(record).people ?? '', name('state', record.state)];

export const requestsPage = {
  id: 'requests',
  role: 'operator',
  async show(content, rest, context) {
    const {records} = await api.ask(`records${filter.state === 'open' ? '' : '?all=1'}`);
    const mine = records.filter((record) => record.class !== 'emergency');
    const again = () => requestsPage.show(content, rest, {...context, fresh: false}).catch(context.refused);
    let frame = context.fresh ? null : content.querySelector('.desk-frame');
    if (!frame) {
      const set = (key) => (event) => { filter[key] = event.target.value; again(); };
      const pick = (key, label, options) => choice(options, filter[key], {'aria-label': label, onchange: set(key)});
      const sites = [...new Set(mine.map((record) => record.site))];
      frame = element('div', {class: 'desk-frame'}, element('div', {class: 'middle'},
        element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('requests')),
          element('button', {onclick: () => saveCsv('hulpvragen.csv', [['number', 'received', 'site', 'kind', 'sort', 'where', 'what', 'people', 'state'].map((key) => t(key)),
            ...mine.filter(fits).map(cells)])}, t('export'))),
        element('div', {class: 'filters'},
          pick('kind', t('kind'), [['', t('all_kinds')], ...all('kind').filter(([word]) => word !== 'emergency-report')]),
          pick('site', t('site'), [['', t('all_sites')], ...sites.map((site) => [site, siteName(site)])]),
          pick('state', t('state'), [['open', t('open_ones')], ['all', t('all_states')], ...all('state')]),
          element('input', {type: 'search', 'aria-label': t('search'), placeholder: t('search'), value: filter.words, oninput: set('words')})),
        element('div', {class: 'list'})), element('aside', {class: 'side', 'aria-labelledby': 'panel-title'}));
      replace(content, frame);
    }
    const side = frame.querySelector('.side');
    const open = (record) => panel(side, record, context, () => { replace(side); again(); }).then(() => side.querySelector('h2')?.focus()).catch(context.refused);
    const shown = mine.filter(fits);
    replace(frame.querySelector('.list'), shown.length ? element('table', {}, element('thead', {}, element('tr', {},
      ['number', 'received', 'kind', 'where', 'what', 'state', ''].map((key) => element('th', {scope: 'col'}, key && t(key))))),
    element('tbody', {}, shown.map((record) => element('tr', {class: record.state === 'received' ? 'unread' : ''},
      element('td', {class: 'narrow'}, record.record?.ticket || ''), element('td', {}, time(record.arrived), element('span', {class: 'small'}, siteName(record.site))),
      element('td', {class: 'whole'}, element('strong', {}, sortOf(record)), element('span', {class: 'small'}, name('kind', record.record?.kind))),
      element('td', {class: 'words', dir: 'auto'}, whereOf(record)), element('td', {class: 'words', dir: 'auto'}, whatOf(record)), element('td', {class: 'whole'}, stateCell(record)),
      element('td', {class: 'narrow'}, element('button', {onclick: () => open(record), 'aria-label': `${t('open')}: ${record.record?.ticket || record.id}`}, t('open')))))))
      : element('p', {class: 'empty'}, t('nothing_here')));
  },
};
