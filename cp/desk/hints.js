// Is this short and plain enough for somebody in a hurry, who may not read well? Figures, not verdicts.
import {t} from './words.js';

const longestHeadline = 60;
const longestSentence = 15;
const longestWord = 13;
const longestText = 500;

const wordsOf = (text) => text.split(/[^\p{L}\p{N}’'-]+/u).filter(Boolean);
const sentencesOf = (text) => text.split(/[.!?\n]+/).map((part) => part.trim()).filter(Boolean);
const syllablesOf = (word) => Math.max(1, (word.toLowerCase().match(/[aeiouyáéíóúäëïöü]+/g) || []).length);

// Telephone numbers, and other rows of digits that somebody will dial. Not 112: nobody may ring that to see whether it
// works.
export function numbersIn(text) {
  return [...new Set(text.match(/\+?\d[\d -]{4,}\d/g) || [])];
}

// Flesch-Douma for Dutch; the steps to B1 are rough.
export function level(text) {
  const words = wordsOf(text);
  const sentences = sentencesOf(text);
  if (words.length < 5) return null;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  const score = 206.84 - 0.77 * (100 * syllables / words.length) - 0.93 * (words.length / sentences.length);
  return score >= 80 ? 'A2' : score >= 60 ? 'B1' : score >= 45 ? 'B2' : 'C1';
}

export function hints({headline = '', description = '', instruction = ''}, {free = true, english = true} = {}) {
  const whole = [headline, description, instruction].join('\n');
  const found = [];
  if (headline.length > longestHeadline) found.push(t('hint_headline', {count: headline.length}));
  for (const sentence of sentencesOf([description, instruction].join('\n'))) {
    const words = wordsOf(sentence);
    if (words.length > longestSentence) found.push(t('hint_sentence', {count: words.length, start: words.slice(0, 4).join(' ')}));
  }
  for (const word of new Set(wordsOf(whole))) {
    if (word.length > longestWord && free) found.push(t('hint_word', {word}));
  }
  if (whole.length > longestText) found.push(t('hint_long', {count: whole.length}));
  for (const number of numbersIn(whole)) found.push(t('hint_number', {number}));
  if (headline && !instruction) found.push(t('hint_no_action'));
  if (headline && !english) found.push(t('hint_english'));
  return found;
}
