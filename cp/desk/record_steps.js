// How a record stands, what may be done about it now, and what was done: the part of its panel that follows what
// colleagues do while somebody types an answer beside it.
import {element, replace} from './dom.js';
import {t, time} from './words.js';
import {name} from './record_words.js';

export const isOpen = (record) => record.state !== 'handled' && record.state !== 'merged';

// Time since a moment, counting on while the page is looked at.
export function timer(moment) {
  return element('time', {datetime: moment, class: 'timer', 'data-since': moment}, lasted(moment));
}
function lasted(moment) {
  const seconds = Math.max(0, Math.floor((Date.now() - new Date(moment)) / 1000));
  const two = (number) => String(number).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  return hours ? `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}` : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}
setInterval(() => {
  for (const shown of document.querySelectorAll('[data-since]')) shown.textContent = lasted(shown.dataset.since);
}, 1000);

// What staff of the noodsteunpunt did last, where they did something; a hub of before knows of no such steps.
export const wordOfSite = ({site_steps: steps}) => (steps?.length ? `${name('step', steps.at(-1).step)} · ${time(steps.at(-1).at)}` : '');
export const atSite = (record) => wordOfSite(record) && element('span', {class: 'small at-site'}, wordOfSite(record));

const small = (text) => text && element('span', {class: 'small lines', dir: 'auto'}, text);
const here = (step) => element('li', {}, `${time(step.at)} ${name('state', step.state)}`, small(step.answer));
const there = (step) => element('li', {}, `${time(step.at)} ${name('step', step.step)}`, small(step.to_whom && t('step_to', {whom: step.to_whom})), small(step.note));

// What was told from here and what was done at the site, in one row.
const inOrder = (steps, atTheSite) => [...steps.map((step) => [step.at, here(step)]), ...atTheSite.map((step) => [step.at, there(step)])]
  .sort(([one], [other]) => one.localeCompare(other)).map(([, item]) => item);

// `tell(state)` gives what a button does. `seen` is the number of the last step that stands here: what is said of it is
// said by somebody who knows no more. Steps of the site's staff stand in between, and count for nothing there.
export class RecordSteps {
  constructor(record, steps, tell) {
    const initiative = record.record?.kind === 'initiative';
    this.seen = -1;
    this.seenAtSite = 0;
    // Only a change is said aloud, not the seconds that go by.
    this.state = element('span', {role: 'status'});
    this.since = element('span');
    this.stands = element('p', {class: 'small'}, this.state, ' ', this.since);
    this.accept = element('button', {class: 'main', onclick: tell('accepted')}, t(initiative ? 'approve_initiative' : 'accept'));
    this.passOn = element('button', {onclick: tell('on-the-way')}, t('pass_on'));
    this.hint = initiative && element('p', {class: 'hint'}, t('approve_hint'));
    this.close = element('button', {onclick: tell('handled')}, t('close'));
    this.history = element('ol', {class: 'steps'});
    this.draw(record, steps);
  }

  // The buttons stay the same ones, so that who works with the keys is not taken away from one that is still there.
  draw(record, steps) {
    // A hub of a version before tells nothing of them.
    const atTheSite = record.site_steps ?? [];
    const moved = record.n !== this.seen;
    if (!moved && atTheSite.length === this.seenAtSite) return false;
    this.seen = record.n;
    this.seenAtSite = atTheSite.length;
    if (moved) replace(this.state, `${name('state', record.state)}\u00A0·`);
    replace(this.since, isOpen(record) ? timer(record.since) : time(record.since));
    this.accept.hidden = record.state !== 'received';
    if (this.hint) this.hint.hidden = this.accept.hidden;
    for (const button of [this.passOn, this.close]) button.hidden = !isOpen(record);
    replace(this.history, inOrder(steps, atTheSite));
    return true;
  }
}
