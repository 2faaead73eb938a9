// The noodsteunpunten: connected or not, and what each shows.
import * as api from './api.js';
import {element, replace} from './dom.js';
import {t, time} from './words.js';
import {name} from './record_words.js';

const longAgo = 90e3;  // a connected kiosk asks at least once a minute

function link(site, now) {
  if (!site.heard) return `○ ${t('never_heard')}`;
  return new Date(now) - new Date(site.heard) < longAgo ? `● ${t('online')}` : `○ ${t('since', {time: time(site.heard)})}`;
}

function shown(site, latest) {
  if (site.version === undefined) return t('unknown');
  return site.version >= latest ? t('shows_all', {version: site.version}) : t('shows_older', {version: site.version, latest});
}

// What a site last told of itself; old news says how old it is.
function situation(record) {
  const body = record?.record?.body;
  if (!body) return [element('td', {}, t('unknown')), element('td', {}, '')];
  const battery = body.battery_percent === undefined ? '' : ` ${body.battery_percent}%`;
  return [element('td', {}, `${name('power', body.power)}${battery}`, element('span', {class: 'small'}, time(record.arrived))),
    element('td', {}, (body.stocks || []).map((stock) => element('div', {}, `${stock.item} ${stock.amount} ${stock.unit || ''}`)))];
}

export const sitesPage = {
  id: 'sites',
  role: 'viewer',
  async show(content, rest, context) {
    const {sites, timestamp, now} = await api.ask('sites');
    // Without the keys for records there is still the link to show.
    const {situations, open} = await api.ask('situations').catch(() => ({situations: {}, open: {}}));
    replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('sites'))),
      element('table', {}, element('thead', {}, element('tr', {},
        ['site', 'link', 'content', 'power', 'stocks', 'open_requests', 'kiosks'].map((key) => element('th', {scope: 'col'}, t(key))))),
      element('tbody', {}, sites.map((site) => element('tr', {},
        element('td', {}, element('strong', {}, site.name), element('span', {class: 'small'}, site.municipality)),
        element('td', {}, link(site, now)), element('td', {}, shown(site, timestamp)),
        situation(situations[site.id]), element('td', {}, open[site.id] || 0), element('td', {}, site.kiosks))))));
  },
};
