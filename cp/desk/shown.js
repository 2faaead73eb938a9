// Which noodsteunpunt shows a message by now: over the line within seconds, else by which stick.
import {element} from './dom.js';
import {t, time} from './words.js';

const longAgo = 90e3;  // a connected kiosk asks at least once a minute
// One hub heard it and another tells the time, and their clocks may differ; what is later still says nothing.
const ahead = 300e3;
export const isOnline = (site, now) => {
  const ago = new Date(now) - new Date(site.heard);
  return Boolean(site.heard) && ago < longAgo && ago > -ahead;
};

// {state: 'shown' | 'soon' | 'stick' | 'not', words}
export function stateOf(site, bulletin, sticks, now) {
  if (site.version !== undefined && site.version >= bulletin.version) {
    const seconds = Math.max(0, Math.round((new Date(site.since) - new Date(bulletin.issued)) / 1000));
    return {state: 'shown', words: site.version === bulletin.version && seconds < 3600 ? t('shown_after', {seconds}) : t('shown')};
  }
  const carrying = sticks.filter((stick) => stick.version >= bulletin.version && stick.sites.includes(site.id));
  const arrived = carrying.find((stick) => stick.heard_of.includes(site.id));
  if (arrived) return {state: 'shown', words: t('shown_by_stick', {time: time(arrived.made)})};
  if (isOnline(site, now)) return {state: 'soon', words: t('shown_soon')};
  if (carrying.length) return {state: 'stick', words: t('shown_stick_away', {time: time(carrying[0].made)})};
  return {state: 'not', words: site.heard ? t('shown_no_line', {time: time(site.heard)}) : t('shown_never')};
}

const mark = {shown: '●', soon: '◐', stick: '◔', not: '○'};

export function shownTable(bulletin, sites, sticks, now) {
  return element('table', {class: 'shown'}, element('tbody', {}, sites.filter((site) => bulletin.sites.includes(site.id)).map((site) => {
    const {state, words} = stateOf(site, bulletin, sticks, now);
    return element('tr', {class: state}, element('td', {class: 'narrow'}, element('strong', {}, site.name)), element('td', {}, `${mark[state]} ${words}`));
  })));
}

export function shownCount(bulletin, sites, sticks, now) {
  const meant = sites.filter((site) => bulletin.sites.includes(site.id));
  const states = meant.map((site) => stateOf(site, bulletin, sticks, now).state);
  return {shown: states.filter((state) => state === 'shown').length, soon: states.includes('soon'), all: meant.length};
}
