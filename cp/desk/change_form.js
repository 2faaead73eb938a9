// What the forms of the situation and of a menu card share: the frame with the preview beside it, and publishing or
// putting to a colleague.
import * as api from './api.js';
import {element, replace, ask, say} from './dom.js';
import {t} from './words.js';
import {preview} from './preview.js';

const scenes = {
  situation: () => [['screen', t('scene_screen')], ['advice', t('scene_advice')]],
  site: () => [['card', t('scene_card')], ['card-below', t('scene_below')]],
};
export const changePreview = (languages, kind) => preview(languages, 'places/preview', scenes[kind]());

// What the hub asks for to draw or to keep a change.
export const bodyOf = (kind, site, words) => (kind === 'site' ? {kind, id: site, ...words} : {kind, ...words});

export class ChangeForm {
  // `kind` is 'situation' or 'site'; `words()` gives what the form says now; `answer` is what the hub told of it.
  constructor({kind, site, title, words, answer, change, context}) {
    Object.assign(this, {kind, site, title, words, answer, change, context, timer: 0});
    this.shown = changePreview(answer.languages, kind);
    this.alone = context.may('publisher') && !answer.needs_two;
  }

  body() { return {...bodyOf(this.kind, this.site, this.words()), print: this.answer.print, ...(this.change ? {change: this.change.id, change_print: this.change.print} : {})}; }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.shown.draw(this.body(), this.title), 350);
  }

  show(content, ...fields) {
    const may = this.context.may('operator');
    const form = element('form', {class: 'form', onsubmit: (event) => { event.preventDefault(); this.publish(); }, oninput: () => this.changed(), onchange: () => this.changed()},
      this.change?.overtaken && element('p', {class: 'warn'}, t('overtaken')),
      element('div', {class: 'step'}, fields),
      may && this.answer.needs_two && element('p', {class: 'warn'}, t('change_needs_two')),
      may ? element('div', {class: 'actions last'}, element('button', {class: 'main'}, t(this.alone ? 'publish' : 'propose')))
        : element('p', {class: 'hint'}, t('look_only')));
    if (!may) for (const input of form.querySelectorAll('input, select, textarea, button')) input.disabled = true;
    replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, this.title),
      element('button', {onclick: () => this.context.go('situation')}, t('back'))),
    element('div', {class: 'writing'}, form, this.shown.view));
    this.changed();
  }

  async publish() {
    const yes = await ask(t(this.alone ? 'publish_title' : 'propose_title'), element('p', {}, t(this.alone ? 'publish_place' : 'propose_place')), t(this.alone ? 'publish_now' : 'propose'), t('not_yet'));
    if (!yes) return;
    try {
      const answer = await api.tell(this.kind, this.body());
      say(t(answer.waits ? 'proposed' : 'published_now'));
      this.context.kept();
      this.context.go('situation');
    } catch (error) { this.context.refused(error); }
  }
}
