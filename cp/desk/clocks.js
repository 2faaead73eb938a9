// Whether the hub's clock can be believed. It dates every message, and screens go by that date: with a wrong one they show
// a danger too short, or not at all.
import {element} from './dom.js';
import {t, time} from './words.js';

const most = 5 * 60e3;

// How far the hub is ahead of this machine, from an answer that has just come and says what time it is there.
export const aheadOf = (answer) => new Date(answer.now) - Date.now();

export function aboutClock(ahead) {
  if (Math.abs(ahead) <= most) return null;
  const at = (moment) => time(new Date(moment).toISOString());
  return element('p', {class: 'warn danger'}, t('clock_apart', {hub: at(Date.now() + ahead), here: at(Date.now())}));
}
