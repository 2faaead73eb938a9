// Courier sticks: what goes out to places without a line, and what comes back.
import * as api from './api.js';
import {element, replace, say} from './dom.js';
import {t, time, reason} from './words.js';
import {siteName} from './records.js';
import {canWriteFolders, pickFolder, envelopesInHandle, envelopesInList, handIn, handInZip, writeStick} from './stick.js';

const names = (sites) => sites.map(siteName).join(', ');

function outcome(place, sum) {
  if (sum.fresh + sum.known + sum.refused.length === 0) { replace(place, element('p', {class: 'warn'}, t('stick_nothing'))); return; }
  replace(place, element('p', {class: sum.refused.length ? 'warn' : 'fine'},
    t('stick_read', {fresh: sum.fresh, known: sum.known}), sum.sites.length ? ` ${t('stick_from', {sites: names(sum.sites)})}` : ''),
  sum.refused.length > 0 && element('div', {class: 'hints'}, element('h3', {}, t('stick_refused', {count: sum.refused.length})),
    element('ul', {}, sum.refused.slice(0, 50).map((one) => element('li', {}, `${one.record || '?'} · ${one.check}`)))));
}

// One thing at a time; a button that works says so.
function busy(place, buttons, work) {
  return async () => {
    for (const button of buttons()) button.disabled = true;
    const bar = element('progress', {max: 1, 'aria-label': t('stick_busy')});
    replace(place, element('p', {class: 'note'}, t('stick_busy')), bar);
    try {
      await work((done, all) => { bar.value = all ? done / all : 1; });
    } catch (error) {
      replace(place);
      if (error?.name === 'AbortError') return;
      replace(place, element('p', {class: 'warn danger'}, error instanceof api.Refused ? reason(error) : t('stick_failed', {message: error.message})));
      if (error.status === 401) throw error;
    } finally {
      for (const button of buttons()) button.disabled = false;
    }
  };
}

function writing(sites, context, again) {
  const place = element('div', {class: 'outcome', 'aria-live': 'polite'});
  const chosen = () => [...box.querySelectorAll('input:checked')].map((input) => input.value);
  const buttons = () => [...section.querySelectorAll('button')];
  const run = (work) => () => busy(place, buttons, work)().catch(context.refused);
  const folder = run(async (progress) => {
    const done = await writeStick(await pickFolder(), chosen(), progress);
    replace(place, element('p', {class: 'fine'}, t('stick_written', {version: done.version, receipts: done.receipts})),
      done.brought.fresh + done.brought.known > 0 && element('p', {class: 'fine'}, t('stick_read', {fresh: done.brought.fresh, known: done.brought.known})));
    again();
  });
  const zip = run(async () => {
    const sites = chosen();
    const {blob, told} = await api.file('courier/zip', {sites});
    const address = URL.createObjectURL(blob);
    element('a', {href: address, download: 'baken-stick.zip'}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60e3);
    // Only now is it under way: a download that broke off leaves nobody waiting for a courier. A hub of a version before
    // has noted it by itself, and does not say when it was made.
    const made = told.get('X-Baken-Made');
    if (made) await api.tell('courier/written', {made, version: Number(told.get('X-Baken-Version')), sites});
    replace(place, element('p', {class: 'fine'}, t('stick_zip_made')));
    again();
  });
  const box = element('fieldset', {class: 'ticks'}, element('legend', {}, t('stick_for')),
    sites.map((site) => element('label', {class: 'tick'}, element('input', {type: 'checkbox', name: 'stick-site', value: site.id}), site.name)));
  const section = element('section', {class: 'step'}, element('h2', {}, t('stick_write')), element('p', {class: 'hint'}, t('stick_write_hint')), box,
    element('div', {class: 'actions'},
      canWriteFolders() && element('button', {class: 'main', onclick: folder}, t('stick_to_folder')),
      element('button', {class: canWriteFolders() ? '' : 'main', onclick: zip}, t('stick_to_zip'))), place);
  return section;
}

function reading(context, again) {
  const place = element('div', {class: 'outcome', 'aria-live': 'polite'});
  const buttons = () => [...section.querySelectorAll('button')];
  const run = (work) => busy(place, buttons, async (progress) => { outcome(place, await work(progress)); again(); })().catch(context.refused);
  const list = element('input', {type: 'file', name: 'stick-folder', webkitdirectory: true, hidden: true, 'aria-label': t('stick_from_folder'), onchange: () => {
    const files = envelopesInList(list.files);
    run((progress) => handIn(files, progress));
    list.value = '';
  }});
  const zip = element('input', {type: 'file', name: 'stick-zip', accept: '.zip,application/zip', hidden: true, 'aria-label': t('stick_from_zip'), onchange: () => {
    const [file] = zip.files;
    if (file) run((progress) => handInZip(file, progress));
    zip.value = '';
  }});
  const folder = () => (canWriteFolders() ? run(async (progress) => handIn(await envelopesInHandle(await pickFolder()), progress)) : list.click());
  const section = element('section', {class: 'step'}, element('h2', {}, t('stick_take')), element('p', {class: 'hint'}, t('stick_take_hint')),
    element('div', {class: 'actions'},
      element('button', {class: 'main', onclick: folder}, t('stick_from_folder')),
      element('button', {onclick: () => zip.click()}, t('stick_from_zip'))), list, zip, place);
  return section;
}

function table(sticks) {
  if (!sticks.length) return element('p', {class: 'empty'}, t('nothing_here'));
  return element('table', {}, element('thead', {}, element('tr', {},
    ['stick_made', 'by', 'stick_for', 'content', 'stick_back'].map((key) => element('th', {scope: 'col'}, t(key))))),
  element('tbody', {}, sticks.map((stick) => element('tr', {},
    element('td', {class: 'narrow'}, time(stick.made)), element('td', {}, stick.by), element('td', {}, names(stick.sites) || t('stick_any')),
    element('td', {class: 'narrow'}, `v${stick.version}`),
    element('td', {}, stick.back ? [time(stick.back), stick.heard_of.length > 0 && element('span', {class: 'small'}, t('stick_from', {sites: names(stick.heard_of)}))] : t('stick_away'))))));
}

export const courierPage = {
  id: 'courier',
  role: 'operator',
  async show(content, rest, context) {
    const [{sticks}, {sites}] = await Promise.all([api.ask('courier'), api.ask('sites')]);
    let list = context.fresh ? null : content.querySelector('.sticks');
    if (!list) {
      list = element('div', {class: 'sticks'});
      const again = () => context.again(courierPage, content, rest);
      replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('courier'))),
        element('div', {class: 'pair'}, reading(context, again), writing(sites, context, again)),
        element('h2', {}, t('stick_list')), list);
    }
    replace(list, table(sticks));
  },
};
