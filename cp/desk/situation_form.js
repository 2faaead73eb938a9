// What is going on: its title on every screen, since when, which phase, and which advice comes first.
import * as api from './api.js';
import {element, field, choice} from './dom.js';
import {t} from './words.js';
import {localField} from './local_words.js';
import {fromMoment, toMoment} from './moments.js';
import {ChangeForm} from './change_form.js';

const hazards = ['power', 'telecom', 'water', 'cold', 'heat', 'flood', 'gas', 'smoke', 'storm', 'evacuation'];
const phases = ['before', 'first72', 'after'];
const empty = () => ({id: '', started: '', phase: 'first72', exercise: false, hazards: [], expected_recovery: '', title: {}, recovery_note: {}});

// `change` is one that was given back, when somebody goes on with it.
export async function situationForm(content, context, change) {
  const answer = await api.ask('situation');
  const now = change?.words || answer.situation || empty();
  const form = new ChangeForm({kind: 'situation', title: t('situation_now'), words: () => now, answer, change, context});
  const tick = (label, checked, set, value) => element('label', {class: 'tick'}, element('input', {type: 'checkbox', name: value, checked, onchange: (event) => set(event.target.checked)}), label);
  const moment = (key) => field(t(key), element('input', {name: key, type: 'datetime-local', value: fromMoment(now[key]), onchange: (event) => { now[key] = toMoment(event.target.value); }}));
  form.show(content,
    localField(t('situation_title'), now.title, answer.languages, {name: 'title', required: true}),
    element('div', {class: 'row'}, moment('started'),
      field(t('phase'), choice(phases.map((phase) => [phase, t(`phase_${phase}`)]), now.phase, {name: 'phase', onchange: (event) => { now.phase = event.target.value; }})),
      moment('expected_recovery')),
    localField(t('recovery_note'), now.recovery_note, answer.languages, {name: 'recovery', rows: 2}),
    element('fieldset', {class: 'ticks'}, element('legend', {}, t('hazards')), element('div', {class: 'columns'}, hazards.map((hazard) => tick(t(`hazard_${hazard}`), now.hazards.includes(hazard), (on) => {
      now.hazards = now.hazards.filter((one) => one !== hazard).concat(on ? [hazard] : []);
    }, hazard)))),
    tick(t('is_exercise'), now.exercise, (on) => { now.exercise = on; }, 'exercise'));
}
