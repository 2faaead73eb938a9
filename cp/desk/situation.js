// What is going on, and the menu card of each noodsteunpunt: how both stand, and what waits for a second person.
import * as api from './api.js';
import {element, replace} from './dom.js';
import {t, time} from './words.js';
import {siteName} from './records.js';
import {situationForm} from './situation_form.js';
import {cardForm} from './card_form.js';
import {changeReview} from './change_review.js';

const titleOf = (change) => (change.site ? t('card_of', {site: siteName(change.site)}) : t('situation_is', {title: change.words.title.nl}));

function changeList(changes, context) {
  return element('ul', {class: 'drafts'}, changes.map((change) => {
    const title = titleOf(change);
    return element('li', {class: change.waits ? 'waits' : ''},
      element('div', {}, element('strong', {}, title), element('span', {class: 'small'}, `${t('by')} ${change.author} · ${time(change.written)}`)),
      context.may('operator') && element('button', {class: change.waits ? 'main' : '', onclick: () => context.go(`situation/${change.waits ? 'review' : 'change'}/${change.id}`),
        'aria-label': `${t(change.waits ? 'look' : 'go_on')}: ${title}`}, t(change.waits ? 'look' : 'go_on')),
      !change.waits && context.may('operator') && element('button', {'aria-label': `${t('remove')}: ${title}`, onclick: async () => {
        try { await api.tell('places/remove', {id: change.id}); } catch (error) { context.refused(error); }
      }}, t('remove')));
  }));
}

function present(situation, context, waits) {
  const facts = situation && [t(`phase_${situation.phase}`), situation.started && t('since', {time: time(situation.started)}),
    situation.expected_recovery && `${t('expected_recovery')}: ${time(situation.expected_recovery)}`, ...situation.hazards.map((hazard) => t(`hazard_${hazard}`))];
  return element('ul', {class: 'drafts'}, element('li', {},
    element('div', {}, element('strong', {}, situation?.title.nl || t('situation_none')), situation?.exercise && [' ', element('span', {class: 'mark exercise'}, t('exercise'))],
      element('span', {class: 'small'}, (facts || []).filter(Boolean).join(' · '))),
    element('button', {class: context.may('operator') && !waits ? 'main' : '', onclick: () => context.go('situation/now')}, t(context.may('operator') ? 'change' : 'look'))));
}

async function overview(content, context) {
  const [{situation}, {sites}, {changes}] = await Promise.all([api.ask('situation'), api.ask('sites'), api.ask('places/changes')]);
  const waiting = changes.filter((change) => change.waits);
  const back = changes.filter((change) => !change.waits);
  replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('situation'))),
    waiting.length > 0 && [element('h2', {}, t('waiting_second')), changeList(waiting, context)],
    back.length > 0 && [element('h2', {}, t('drafts')), changeList(back, context)],
    element('h2', {}, t('situation_now')), present(situation, context, waiting.length > 0),
    element('h2', {}, t('cards')), element('ul', {class: 'drafts'}, sites.map((site) => element('li', {}, element('div', {}, element('strong', {}, site.name), element('span', {class: 'small'}, site.municipality)),
      element('button', {onclick: () => context.go(`situation/card/${site.id}`), 'aria-label': `${t('open')}: ${site.name}`}, t('open'))))));
}

// A change that is kept: looked at by the second person, or gone on with by whoever got it back.
async function kept(content, what, id, context) {
  const {changes} = await api.ask('places/changes');
  const change = changes.find((one) => one.id === id);
  if (!change) { context.go('situation'); return null; }
  if (what === 'review') return changeReview(content, change, titleOf(change), context);
  return change.site ? cardForm(content, change.site, context, change) : situationForm(content, context, change);
}

export const situationPage = {
  id: 'situation',
  role: 'viewer',
  keep: (rest) => rest.length > 0,
  async show(content, [what, which], context) {
    if (what === 'now') return situationForm(content, context);
    if (what === 'card') return cardForm(content, which, context);
    if (what) return kept(content, what, which, context);
    return overview(content, context);
  },
  async news(context) {
    const {changes} = await api.ask('places/changes');
    context.counts({situation: changes.filter((change) => change.waits && change.author !== context.user.name).length});
  },
};
