// Warnings of others (KNMI, MeteoAlarm, a neighbouring region): looked at, taken over as a draft or laid aside.
import * as api from './api.js';
import {element, replace, field, ask, say} from './dom.js';
import {t, time, language, knows} from './words.js';
import {textsOf} from './bulletins.js';

let showAll = false;

// What a draft would be made of: the gravest warning in it for this region. A hub of a version before does not say.
const infosOf = ({alert, blocks}) => (blocks?.length ? blocks.map((at) => alert.infos[at]) : alert.infos);
const spokenIn = (infos, tag) => infos.find((info) => info.language.startsWith(tag));
function infoOf(one) {
  const infos = infosOf(one);
  return spokenIn(infos, language()) || spokenIn(infos, 'nl') || spokenIn(infos, 'en') || infos[0];
}
const areasOf = (one) => [...new Set(infosOf(one).filter((info) => info.language === infoOf(one).language).flatMap((info) => info.areas || []))].join(', ');

function told(answer) {
  const [problem] = answer.problems;
  say(problem ? (problem.check === 'import.full' ? t('import.full') : t('import_problem', {feed: problem.feed, check: problem.check})) : t('import_got', {fresh: answer.fresh, known: answer.known}), problem ? 'bad' : 'good');
}

const takesBack = (one) => one.alert.type === 'Cancel';

// What is not what its words say: an exercise, a warning that its sender takes back, or one that is over.
const marks = ({alert, over}) => [over && alert.type !== 'Cancel' && element('span', {class: 'mark'}, t('import_over')), alert.type === 'Cancel' && element('span', {class: 'mark'}, t('state_cancelled')),
  alert.status === 'Exercise' && element('span', {class: 'mark exercise'}, t('exercise'))];

// Which ones a Cancel takes back, and whether somebody here took them over meanwhile.
function withdrawn(one, imports) {
  if (!takesBack(one)) return false;
  const found = imports.filter((each) => each.alert.sender === one.alert.sender && one.alert.references.includes(each.alert.identifier));
  const called = found.map((each) => `${infoOf(each)?.title || each.alert.identifier} (${t(`import_${each.state}`)})`);
  return element('span', {class: 'small', dir: 'auto'}, t('import_withdraws', {what: called.join(', ') || one.alert.references.join(', ')}));
}

function row(one, imports, context) {
  const info = infoOf(one);
  return element('tr', {class: one.state === 'waiting' ? '' : 'superseded'},
    element('td', {}, marks(one), element('strong', {dir: 'auto'}, info?.title || one.alert.identifier), withdrawn(one, imports), element('span', {class: 'small'}, [one.feed, one.alert.sender].join(' · '))),
    element('td', {class: 'whole'}, info && !takesBack(one) ? [t(info.severity), element('span', {class: 'small'}, [t(info.urgency), t(info.certainty)].join(' · '))] : ''),
    element('td', {dir: 'auto'}, areasOf(one)),
    element('td', {class: 'narrow'}, element('span', {class: `state ${one.reaches === 'inside' ? 'live' : ''}`}, t(`reaches_${one.reaches}`))),
    element('td', {class: 'narrow'}, time(one.alert.sent), info?.expires && element('span', {class: 'small'}, `${t('until')} ${time(info.expires)}`)),
    element('td', {class: 'narrow'}, t(`import_${one.state}`)),
    element('td', {class: 'narrow'}, element('button', {onclick: () => context.go(`imports/${one.id}`), 'aria-label': `${t('look')}: ${info?.title || one.id}`}, t('look'))));
}

const because = (check) => (knows(`because.${check}`) ? t(`because.${check}`) : t('because.other', {check}));

// Whether a warning may be missing here.
function stateOf(feed) {
  const ago = feed.succeeded ? t('feed_succeeded', {time: time(feed.succeeded)}) : '';
  if (feed.failed) return element('p', {class: 'warn danger'}, `${t('feed_failed', {feed: feed.name, time: time(feed.failed), why: because(feed.check)})} ${ago || t('feed_never')}`);
  if (!feed.succeeded) return element('p', {class: 'small'}, `${feed.name}: ${t('feed_unasked')}`);
  return element('p', {class: feed.lacking ? 'warn' : 'small'}, `${feed.name}: ${ago} ${feed.lacking ? t('feed_lacking', {count: feed.lacking}) : ''}`);
}

function table(shown, imports, feeds, context) {
  if (!shown.length) return element('p', {class: 'empty'}, t(feeds.some((feed) => feed.failed) ? 'import_unknown' : 'import_none'));
  return element('table', {}, element('thead', {}, element('tr', {}, ['import_what', 'severity', 'where', 'import_here', 'sent', 'state', ''].map((key) => element('th', {scope: 'col'}, key && t(key))))),
    element('tbody', {}, shown.map((one) => row(one, imports, context))));
}

function bringing(feeds, context) {
  const input = element('input', {type: 'file', name: 'cap-file', accept: '.xml,.cap,.atom,.rss,application/xml,text/xml', hidden: true, 'aria-label': t('import_file'), onchange: async () => {
    const [file] = input.files;
    if (!file) return;
    try {
      told(await api.tell('imports/file', {name: file.name.slice(0, 80), text: await file.text()}));
    } catch (error) { context.refused(error); }
    input.value = '';
  }});
  const fetch = async (event) => {
    event.target.disabled = true;
    try { told(await api.tell('imports/fetch', {feed: ''})); } catch (error) { context.refused(error); }
    event.target.disabled = false;
  };
  return element('div', {class: 'actions'}, feeds.length > 0 && element('button', {class: 'main', onclick: fetch}, t('import_ask')),
    element('button', {onclick: () => input.click()}, t('import_file')), input);
}

function feedForm(feeds, context) {
  const rows = feeds.map((feed) => ({...feed}));
  const list = element('div');
  const show = () => replace(list, rows.map((feed, index) => element('div', {class: 'row feed'},
    field(t('name'), element('input', {name: 'feed-name', maxlength: 60, required: true, value: feed.name, oninput: (event) => { feed.name = event.target.value.trim(); }})),
    field(t('feed_address'), element('input', {name: 'feed-address', type: 'url', maxlength: 300, required: true, value: feed.address, oninput: (event) => { feed.address = event.target.value.trim(); }})),
    field(t('feed_minutes'), element('input', {name: 'feed-minutes', type: 'number', min: 0, max: 1440, value: feed.minutes, oninput: (event) => { feed.minutes = Number(event.target.value) || 0; }})),
    element('button', {type: 'button', class: 'quiet', onclick: () => { rows.splice(index, 1); show(); }, 'aria-label': `${t('remove')}: ${feed.name}`}, t('remove')))));
  show();
  return element('details', {class: 'step'}, element('summary', {}, t('feeds')), element('form', {onsubmit: async (event) => {
    event.preventDefault();
    try { await api.tell('feeds', {feeds: rows}); say(t('saved')); } catch (error) { context.refused(error); }
  }}, element('p', {class: 'hint'}, t('feeds_hint')), list,
  element('div', {class: 'actions'}, element('button', {type: 'button', onclick: () => { rows.push({name: '', address: 'https://', minutes: 10}); show(); }}, t('feed_add')), element('button', {class: 'main'}, t('save')))));
}

async function one(content, id, context) {
  const {imports} = await api.ask('imports');
  const found = imports.find((each) => each.id === id);
  if (!found) { context.go('imports'); return; }
  const info = infoOf(found);
  const mayTake = found.state === 'waiting' && !takesBack(found);
  const act = (path) => async () => {
    try { await api.tell(path, {id}); context.go('imports'); } catch (error) { context.refused(error); }
  };
  const take = async () => {
    if (!await ask(t('import_take_title'), element('p', {}, t('import_take_hint')), t('import_take'), t('not_yet'))) return;
    try { context.go(`bulletins/draft/${(await api.tell('imports/take', {id})).id}`); } catch (error) { context.refused(error); }
  };
  replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1, dir: 'auto'}, info?.title || found.alert.identifier),
    element('button', {onclick: () => context.go('imports')}, t('back'))),
  element('p', {class: 'facts'}, marks(found), element('span', {class: 'state'}, t(`import_${found.state}`)), ` ${found.feed} · ${found.alert.sender} · ${t('sent')} ${time(found.alert.sent)}`,
    info?.expires ? ` · ${t('until')} ${time(info.expires)}` : '', ` · ${areasOf(found)} · ${t(`reaches_${found.reaches}`)}`),
  takesBack(found) && element('p', {class: 'warn'}, withdrawn(found, imports)),
  mayTake && found.over && element('p', {class: 'warn'}, t('import.over')),
  context.may('operator') && element('div', {class: 'actions'}, found.state === 'waiting' ? [mayTake && !found.over && element('button', {class: 'main', onclick: take}, t('import_take')), element('button', {onclick: act('imports/dismiss')}, t('import_dismiss'))]
    : element('button', {onclick: act('imports/back')}, t('import_back'))),
  element('h2', {}, t('text_of')), textsOf(found.alert.infos));
}

export const importsPage = {
  id: 'imports',
  role: 'viewer',
  async show(content, [which], context) {
    if (which) return one(content, which, context);
    const [{imports, full, feeds: states}, {feeds}] = await Promise.all([api.ask('imports'), api.ask('feeds')]);
    const again = () => context.again(importsPage, content, []);
    let list = context.fresh ? null : content.querySelector('.imports');
    if (!list) {
      list = element('div', {class: 'imports'});
      replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('imports')),
        element('button', {'aria-pressed': String(showAll), onclick: (event) => { showAll = !showAll; event.target.setAttribute('aria-pressed', String(showAll)); again(); }}, t('import_all'))),
      element('p', {class: 'hint'}, t('imports_hint')), context.may('operator') && bringing(feeds, context), list, context.may('administrator') && feedForm(feeds, context));
    }
    replace(list, full && element('p', {class: 'warn danger'}, t('import.full')), element('div', {class: 'feed-states'}, states.map(stateOf)),
      table(imports.filter((each) => showAll || each.state === 'waiting'), imports, states, context));
  },
  // The list is long when there is much news, so it is asked for where it is shown.
  async news(context) {
    try {
      const {waiting} = await api.ask('imports/count');
      context.counts({imports: waiting});
    } catch (error) {
      // A hub of a version before does not count them.
      if (error.status !== 404) throw error;
    }
  },
};
