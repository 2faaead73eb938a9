// The second person looks at a change of the situation or of a menu card: what becomes different, and the screen itself.
import * as api from './api.js';
import {element, replace, say} from './dom.js';
import {t, time} from './words.js';
import {bodyOf, changePreview} from './change_form.js';
import {cardDifferences, situationDifferences} from './differences.js';

function differenceTable(found) {
  if (!found.length) return element('p', {class: 'empty'}, t('no_difference'));
  const text = (value, none) => element('td', {class: value ? 'lines' : 'lines none', dir: value ? 'auto' : undefined}, value || none);
  return element('table', {class: 'differences'}, element('thead', {}, element('tr', {}, ['what', 'is_now', 'becomes'].map((key) => element('th', {scope: 'col'}, t(key))))),
    element('tbody', {}, found.map(([what, before, after]) => element('tr', {}, element('th', {scope: 'row'}, what), text(before, '–'), text(after, t('goes'))))));
}

export async function changeReview(content, change, title, context) {
  const kind = change.site ? 'site' : 'situation';
  const answer = await api.ask(change.site ? `site?id=${encodeURIComponent(change.site)}` : 'situation');
  const found = change.site ? cardDifferences(answer.site, change.words) : situationDifferences(answer.situation, change.words);
  const shown = changePreview(answer.languages, kind);
  const own = change.author === context.user.name;
  const act = (path, body, word) => async () => {
    try { await api.tell(path, body); say(t(word)); context.go('situation'); } catch (error) { context.refused(error); }
  };
  replace(content,
    element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('review_title')), element('button', {onclick: () => context.go('situation')}, t('back'))),
    element('div', {class: 'writing'}, element('div', {class: 'form'},
      element('p', {class: 'lines'}, element('strong', {}, title)),
      element('p', {class: 'small'}, `${t('by')} ${change.author} · ${time(change.written)}`),
      own && element('p', {class: 'warn'}, t('own_draft')),
      change.overtaken && element('p', {class: 'warn danger'}, t('overtaken_review')),
      differenceTable(found),
      element('div', {class: 'actions'},
        context.may('publisher') && element('button', {class: 'main', disabled: own || change.overtaken, onclick: act('places/approve', {id: change.id, print: change.print}, 'published_now')}, t('approve')),
        context.may('publisher') && element('button', {onclick: act('places/return', {id: change.id}, 'given_back')}, t('give_back')))), shown.view));
  shown.draw({...bodyOf(kind, change.site, change.words), print: change.base}, title);
}
