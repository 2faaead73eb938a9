// The second person looks at a bulletin that a colleague proposes: what it says, and what it does to which other one.
import * as api from './api.js';
import {element, replace, say} from './dom.js';
import {t, time, reason} from './words.js';
import {numbersIn} from './hints.js';
import {messagePreview} from './preview.js';
import {dutchOf, textsOf, factsOf} from './bulletins.js';
import {aheadOf, aboutClock} from './clocks.js';
import {beforeOf, aboutBefore, leavesOut, staleOf, aboutStale} from './following.js';

// What writing and looking need to know of all that is there.
export async function facts() {
  const [all, forms, {sites}] = await Promise.all([api.ask('bulletins'), api.ask('templates'), api.ask('sites')]);
  return {...all, ahead: aheadOf(all), templates: forms.templates, sites};
}

// What is about to go out, once more in one view.
export function summary(draft, answer, known, opened) {
  const info = dutchOf(answer.alert.infos);
  const numbers = info ? numbersIn([info.headline, info.description, info.instruction].join('\n')) : [];
  return element('div', {class: 'summary'},
    aboutClock(known.ahead),
    aboutBefore(draft, known, answer),
    info && [element('p', {class: 'lines'}, element('strong', {}, info.title)),
      element('p', {}, `${info.areas.join(', ')} · ${t('until')} ${time(info.expires)} · ${answer.alert.infos.length > 1 ? t('in_languages', {count: answer.alert.infos.length}) : t('one_language')}`)],
    answer.alert.status === 'Exercise' && element('p', {class: 'warn'}, t('exercise')),
    aboutStale(staleOf(draft, known, opened)),
    answer.takes_over && element('p', {class: 'warn danger'}, t('takes_over')),
    answer.needs_two && element('p', {class: 'warn'}, t('needs_two')),
    numbers.length > 0 && element('p', {class: 'warn danger'}, t('numbers_check', {numbers: numbers.join(', ')})));
}

// What the hub makes of it, or why it cannot go out any more.
async function look(draft) {
  try {
    return {answer: await api.tell('drafts/check', draft)};
  } catch (error) {
    if (![409, 422].includes(error.status)) throw error;
    return {trouble: error.check === 'desk.conflict' ? t('overtaken_bulletin') : reason(error)};
  }
}

export async function review(content, id, context) {
  const known = await facts();
  const draft = known.drafts.find((one) => one.id === id);
  if (!draft) { context.go('bulletins'); return; }
  const {answer, trouble} = await look(draft);
  const before = beforeOf(draft, known);
  const shown = messagePreview(known.languages);
  const own = draft.author === context.user.name;
  const act = (path, body, word) => async () => {
    try { await api.tell(path, body); say(t(word)); context.go('bulletins'); } catch (error) { context.refused(error); }
  };
  replace(content,
    element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('review_title')),
      element('button', {onclick: () => context.go('bulletins')}, t('back'))),
    element('div', {class: 'writing'}, element('div', {class: 'form'},
      element('p', {class: 'small'}, `${t('by')} ${draft.author} · ${time(draft.written)}`),
      answer ? summary(draft, answer, known) : [aboutBefore(draft, known), element('p', {class: 'warn danger'}, trouble)],
      own && element('p', {class: 'warn'}, t('own_draft')),
      element('div', {class: 'actions'},
        context.may('publisher') && element('button', {class: 'main', disabled: own || !answer || leavesOut(draft, answer), onclick: act('drafts/approve', {id, print: draft.print}, 'published_now')}, t('approve')),
        context.may('publisher') && element('button', {onclick: act('drafts/return', {id}, 'given_back')}, t('give_back'))),
      answer?.alert.infos.length > 0 && [element('h2', {}, t('text_of')), textsOf(answer.alert.infos)],
      before && [element('h2', {}, t('follows')), element('p', {class: 'facts'}, factsOf(before)), textsOf(before.infos)]), shown.view));
  if (answer?.alert.infos.length) shown.draw(draft, dutchOf(answer.alert.infos).title);
}
