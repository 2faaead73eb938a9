// Who did what.
import * as api from './api.js';
import {element, replace} from './dom.js';
import {t, moment, knows} from './words.js';
import {saveCsv} from './csv.js';

export const auditPage = {
  id: 'audit',
  role: 'publisher',
  async show(content) {
    const {entries, whole} = await api.ask('audit');
    const cells = (entry) => [moment(entry.at), entry.user || t('the_hub'), knows(`act.${entry.action}`) ? t(`act.${entry.action}`) : entry.action, entry.object, entry.detail];
    const heads = ['when', 'who', 'what', 'about', ''].map((key) => key && t(key));
    replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('audit')),
      element('button', {onclick: () => saveCsv('logboek.csv', [heads, ...entries.map(cells)])}, t('export'))),
    element('p', {class: whole ? 'fine' : 'warn danger'}, t(whole ? 'log_whole' : 'log_broken')),
    element('table', {class: 'log'}, element('thead', {}, element('tr', {}, heads.map((head) => element('th', {scope: 'col'}, head)))),
      element('tbody', {}, entries.map((entry) => element('tr', {}, cells(entry).map((cell) => element('td', {}, cell)))))));
  },
};
