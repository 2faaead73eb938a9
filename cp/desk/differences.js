// What a change makes different: [what, before, after] for each thing, in words that people read.
import {t, time, languageName} from './words.js';
import {name} from './record_words.js';

// Dutch first: the others say what it says.
const languagesOf = (...texts) => [...new Set(['nl', ...texts.flatMap((text) => Object.keys(text || {}))])];
const differs = ([, before, after]) => (before || '') !== (after || '');

function localDifferences(label, before, after) {
  return languagesOf(before, after).map((tag) => [tag === 'nl' ? label : `${label} · ${languageName(tag)}`, before?.[tag], after?.[tag]]).filter(differs);
}

export function situationDifferences(before, after) {
  const moment = (value) => (value ? time(value) : '');
  const hazards = (one) => (one?.hazards || []).map((hazard) => t(`hazard_${hazard}`)).sort().join('\n');
  const exercise = (one) => t(one?.exercise ? 'yes' : 'no');
  return [
    ...localDifferences(t('situation_title'), before?.title, after.title),
    ...[[t('is_exercise'), exercise(before), exercise(after)],
      [t('started'), moment(before?.started), moment(after.started)],
      [t('phase'), before && t(`phase_${before.phase}`), t(`phase_${after.phase}`)],
      [t('expected_recovery'), moment(before?.expected_recovery), moment(after.expected_recovery)],
      [t('hazards_short'), hazards(before), hazards(after)]].filter(differs),
    ...localDifferences(t('recovery_note'), before?.recovery_note, after.recovery_note),
  ];
}

// What one entry of a card says, as lines.
const entryText = (one) => one && [one.status && name('status', one.status), one.address,
  ...['name', 'note'].flatMap((key) => Object.entries(one[key] || {}).map(([tag, text]) => (tag === 'nl' ? text : `${languageName(tag)}: ${text}`)))].filter(Boolean).join('\n');

const titleOf = (one) => one.name?.nl || name('facility', one.kind);

// By kind and Dutch name, and which of those it is: nothing may hide behind something alike.
function keyed(list) {
  const found = new Map();
  for (const one of list) {
    for (let count = 0; ; ++count) {
      const key = `${count} ${one.kind} ${one.name?.nl || ''}`;
      if (found.has(key)) continue;
      found.set(key, one);
      break;
    }
  }
  return found;
}

function entryDifferences(before, after) {
  const [was, is] = [keyed(before), keyed(after)];
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((key) => [titleOf(is.get(key) || was.get(key)), entryText(was.get(key)), entryText(is.get(key))]).filter(differs);
}

export const cardDifferences = (before, after) => [...entryDifferences(before.facilities, after.facilities), ...entryDifferences(before.referrals, after.referrals)];
