// The line in the header: what is going on, since which day, and how many noodsteunpunten are on the line.
import * as api from './api.js';
import {t, dayOf} from './words.js';
import {learnSites} from './records.js';
import {isOnline} from './shown.js';

export async function tellStatus() {
  const [{situation}, {sites, now}] = await Promise.all([api.ask('situation'), api.ask('sites')]);
  learnSites(sites);
  const online = sites.filter((site) => isOnline(site, now)).length;
  const day = situation?.started && dayOf(situation.started, now);
  const going = situation && situation.phase !== 'before' && situation.title.nl;
  const text = [going, going && day > 0 && t('day', {day}), t('sites_online', {count: sites.length, online})].filter(Boolean).join('\u00A0· ');
  const place = document.getElementById('status');
  if (place) place.textContent = text;
}
