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

const one = (step) => element('li', {}, `${time(step.at)} ${name('state', step.state)}`,
  step.answer && element('span', {class: 'small', dir: 'auto'}, step.answer));

// `tell(state)` gives what a button does. `seen` is the number of the last step that stands here: what is said of it is
// said by somebody who knows no more.
export class RecordSteps {
  constructor(record, steps, tell) {
    const initiative = record.record?.kind === 'initiative';
    this.seen = -1;
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
    if (record.n === this.seen) return false;
    this.seen = record.n;
    replace(this.state, `${name('state', record.state)}\u00A0·`);
    replace(this.since, isOpen(record) ? timer(record.since) : time(record.since));
    this.accept.hidden = record.state !== 'received';
    if (this.hint) this.hint.hidden = this.accept.hidden;
    for (const button of [this.passOn, this.close]) button.hidden = !isOpen(record);
    replace(this.history, steps.map(one));
    return true;
  }
}
