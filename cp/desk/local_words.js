// One text in several languages: Dutch first, the others behind a fold. Who changes the Dutch text is asked what becomes
// of translations that say the old thing.
import {element, field, choice, replace} from './dom.js';
import {t, languageName} from './words.js';

// `words` is {nl: '...', en: '...'} and is changed in place.
export function localField(label, words, languages, {rows = 1, name = '', required = false} = {}) {
  const before = {...words};
  const box = (tag) => (rows > 1 ? element('textarea', {rows, name: `${name}-${tag}`, maxlength: 1000, lang: tag, dir: 'auto', value: words[tag] || '', oninput: set(tag)})
    : element('input', {name: `${name}-${tag}`, maxlength: 300, lang: tag, dir: 'auto', value: words[tag] || '', required: required && tag === 'nl', oninput: set(tag)}));
  const set = (tag) => (event) => {
    words[tag] = event.target.value.replace(/\s+/g, ' ').trimStart();
    if (tag === 'nl') tell();
  };
  const stale = () => (before.nl || '') !== (words.nl || '').trim() ? Object.keys(before).filter((tag) => tag !== 'nl' && before[tag] && words[tag] === before[tag]) : [];
  const warning = element('div', {'aria-live': 'polite'});
  const others = element('div');
  function tell() {
    const old = stale();
    replace(warning, old.length > 0 && element('p', {class: 'warn'}, t('stale_words', {languages: old.map(languageName).join(', ')}), ' ',
      element('button', {type: 'button', onclick: () => { for (const tag of old) delete words[tag]; show(); tell(); }}, t('stale_remove'))));
  }
  function show() {
    const there = languages.filter((tag) => tag !== 'nl' && words[tag] !== undefined);
    const left = languages.filter((tag) => tag !== 'nl' && words[tag] === undefined);
    replace(others, there.map((tag) => field(`${label} · ${languageName(tag)}`, box(tag))),
      left.length > 0 && field(t('add_language'), choice([['', '…'], ...left.map((tag) => [tag, languageName(tag)])], '', {name: `${name}-add`, onchange: (event) => {
        words[event.target.value] = '';
        show();
      }})));
  }
  show();
  return element('div', {class: 'local'}, field(label, box('nl')), warning,
    element('details', {}, element('summary', {class: 'quiet-summary'}, t('other_languages', {count: Object.keys(words).filter((tag) => tag !== 'nl').length})), others));
}
