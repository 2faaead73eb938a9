// The noodsteunpunten: connected or not, what each shows, and what it told of itself last.
import * as api from './api.js';
import {element, replace} from './dom.js';
import {t, time, languageName} from './words.js';
import {name} from './record_words.js';
import {isOnline} from './shown.js';

function link(site, now, stick) {
  const carried = stick ? ` · ${t('stick_of', {time: time(stick.made)})}` : '';
  if (isOnline(site, now)) return `● ${t('online')}`;
  return `○ ${site.heard ? t('since', {time: time(site.heard)}) : t('never_heard')}${carried}`;
}

function shown(site, latest) {
  if (site.version === undefined) return t('unknown');
  return site.version >= latest ? t('shows_all', {version: site.version}) : t('shows_older', {version: site.version, latest});
}

function power(body) {
  if (!body) return t('unknown');
  return `${name('power', body.power)}${body.battery_percent === undefined ? '' : ` ${body.battery_percent}%`}`;
}
const stockOf = (stock) => `${name('facility', stock.item).toLowerCase()} ${stock.amount} ${stock.unit || ''}${stock.lasts_hours === undefined ? '' : ` · ${t('lasts', {hours: stock.lasts_hours})}`}`;

// What is known of all of them at once.
export async function learn() {
  const [{sites, timestamp, now}, told, {sticks}] = await Promise.all([api.ask('sites'),
    api.ask('situations').catch(() => ({situations: {}, open: {}})), api.ask('courier')]);
  return {sites, timestamp, now, situations: told.situations, open: told.open, sticks};
}

const stickFor = (site, sticks) => sticks.find((stick) => stick.sites.includes(site.id));

export function sitesTable({sites, timestamp, now, situations, open, sticks}, context) {
  return element('table', {}, element('thead', {}, element('tr', {},
    ['site', 'link', 'content', 'power', 'stocks', 'open_requests', ''].map((key) => element('th', {scope: 'col'}, key && t(key))))),
  element('tbody', {}, sites.map((site) => {
    const report = situations[site.id];
    const body = report?.record?.body;
    return element('tr', {}, element('td', {}, element('strong', {}, site.name), element('span', {class: 'small'}, site.municipality)),
      element('td', {}, link(site, now, stickFor(site, sticks))), element('td', {}, shown(site, timestamp)),
      element('td', {}, power(body), report && element('span', {class: 'small'}, time(report.arrived))),
      element('td', {}, (body?.stocks || []).slice(0, 3).map((stock) => element('div', {}, stockOf(stock)))),
      element('td', {class: 'narrow'}, open[site.id] || 0),
      element('td', {class: 'narrow'}, element('button', {onclick: () => context.go(`sites/${site.id}`), 'aria-label': `${t('open')}: ${site.name}`}, t('open'))));
  })));
}

const fact = (label, ...value) => [element('dt', {}, label), element('dd', {class: 'lines'}, value)];

function one(content, known, id, context) {
  const site = known.sites.find((found) => found.id === id);
  if (!site) { context.go('sites'); return; }
  const report = known.situations[id];
  const body = report?.record?.body || {};
  const sticks = known.sticks.filter((stick) => stick.sites.includes(id) || stick.heard_of.includes(id)).slice(0, 5);
  const stickWords = (stick) => `${time(stick.made)} · v${stick.version} · ${stick.back ? t('stick_back_at', {time: time(stick.back)}) : t('stick_away')}`;
  replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, site.name),
    context.may('operator') && element('button', {onclick: () => context.go(`requests/${id}`)}, t('open_requests_of', {count: known.open[id] || 0})),
    element('button', {onclick: () => context.go(`situation/card/${id}`)}, t('card')),
    element('button', {onclick: () => context.go('sites')}, t('back'))),
  element('div', {class: 'pair'},
    element('section', {class: 'step'}, element('h2', {}, t('link')), element('dl', {}, fact(t('municipality'), site.municipality),
      fact(t('link'), link(site, known.now)), fact(t('heard'), site.heard ? time(site.heard) : t('never_heard')), fact(t('content'), shown(site, known.timestamp)),
      fact(t('languages'), site.languages.map(languageName).join(', ')),
      fact(t('kiosks'), site.kiosks.map((kiosk) => `${kiosk.id} · ${t('known_since', {time: time(kiosk.added)})}${kiosk.revoked ? ` · ${t('revoked')}` : ''}`).join('\n') || t('nothing_here')),
      fact(t('courier'), sticks.map(stickWords).join('\n') || t('nothing_here')))),
    element('section', {class: 'step'}, element('h2', {}, t('site_report')), report ? element('p', {class: 'small'}, t('site_told', {time: time(report.arrived)})) : element('p', {class: 'hint'}, t('no_report')),
      report && element('dl', {}, fact(t('power'), power(body)), fact(t('stocks'), (body.stocks || []).map(stockOf).join('\n') || t('unknown')),
        fact(t('staff_present'), body.staff_present ?? t('unknown')),
        fact(t('visitors'), (body.visitors || []).reduce((sum, hour) => sum + hour.visitors, 0)),
        body.needs?.length > 0 && fact(t('site_needs'), body.needs.join('\n')),
        body.facilities?.length > 0 && fact(t('card'), body.facilities.map((state) => `${name('facility', state.facility)}: ${name('status', state.status)}`).join('\n')),
        body.note && fact(t('readiness'), element('span', {dir: 'auto'}, body.note))))));
}

export const sitesPage = {
  id: 'sites',
  role: 'viewer',
  async show(content, [which], context) {
    const known = await learn();
    if (which) return one(content, known, which, context);
    replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('sites'))), sitesTable(known, context));
  },
};
