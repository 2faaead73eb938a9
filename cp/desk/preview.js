// The kiosk's own picture of what is being written, in any language and on either panel. `path` is the door that draws;
// `scenes` are the screens to choose from: [name, words].
import * as api from './api.js';
import {element, field, choice} from './dom.js';
import {t, languageName, reason} from './words.js';

export function preview(languages, path, scenes) {
  const wish = {language: 'nl', panel: 'landscape', scene: scenes[0][0]};
  let drawn = null;
  let address = '';
  let round = 0;
  const picture = element('img', {class: 'screen', alt: '', hidden: true});
  const note = element('p', {class: 'note', role: 'status'}, t('preview_wait'));
  const pick = (key, label, options) => field(label, choice(options, wish[key], {name: `preview-${key}`, onchange: (event) => {
    wish[key] = event.target.value;
    if (drawn) draw(drawn.what, drawn.headline);
  }}));

  async function draw(what, headline) {
    drawn = {what, headline};
    const mine = ++round;
    note.textContent = t('drawing');
    view.setAttribute('aria-busy', 'true');
    try {
      const blob = await api.draw(path, {...what, ...wish});
      if (mine !== round) return;
      URL.revokeObjectURL(address);
      address = URL.createObjectURL(blob);
      picture.src = address;
      await picture.decode();
      picture.alt = t('preview_alt', {headline});
      picture.hidden = false;
      picture.className = `screen ${wish.panel}`;
      note.textContent = '';
      view.setAttribute('aria-busy', 'false');
    } catch (error) {
      if (mine === round) note.textContent = reason(error);
    }
  }

  const view = element('aside', {class: 'preview', 'aria-label': t('preview')}, element('h2', {}, t('preview')),
    element('div', {class: 'row'},
      pick('language', t('preview_language'), languages.map((tag) => [tag, languageName(tag)])),
      pick('panel', t('panel'), [['landscape', t('landscape')], ['portrait', t('portrait')]]),
      pick('scene', t('scene'), scenes)),
    picture, note);
  return {view, draw, wait(why) { round++; view.removeAttribute('aria-busy'); drawn = null; picture.hidden = true; note.textContent = why || t('preview_wait'); }};
}

export const messagePreview = (languages) => preview(languages, 'drafts/preview', [['screen', t('scene_screen')], ['message', t('scene_message')]]);
