// Writing a bulletin: a template's blanks or free words, where, how long, and what the screen will look like.
import * as api from './api.js';
import {element, replace, field, choice, ask, say} from './dom.js';
import {t, language, languageName, reason} from './words.js';
import {hints, level} from './hints.js';
import {messagePreview} from './preview.js';
import {toMoment} from './moments.js';
import {dutchOf} from './bulletins.js';
import {scales, mostHours, takeFrom, fitTo, beforeOf, aboutBefore, leavesOut, staleOf, aboutStale} from './following.js';
import {facts, summary} from './review.js';
import {newUuid} from './uuid.js';
import {couldNotLook, lookSoon} from './soon.js';

const empty = (aim, of) => ({uuid: newUuid(), aim, of: of || '', form: '', values: {}, words: {}, severity: '', urgency: '', certainty: '',
  category: '', exercise: false, municipalities: [], sites: [], hours: 0});

const inputTypes = {time: 'time', date: 'date', datetime: 'datetime-local', amount: 'number'};

function blankField(blank, draft, changed) {
  const label = blank.labels[language()] || blank.labels.nl || blank.name;
  const set = (value) => { draft.values[blank.name] = value; changed(); };
  const now = draft.values[blank.name] || '';
  if (blank.kind === 'choice') {
    const names = blank.choice_labels[language()] || blank.choice_labels.nl || {};
    return field(label, choice([['', '…'], ...blank.choices.map((key) => [key, names[key] || key])], now,
      {name: blank.name, required: blank.required, onchange: (event) => set(event.target.value)}));
  }
  const read = (event) => set(blank.kind === 'datetime' ? toMoment(event.target.value) : event.target.value);
  return field(label, element('input', {name: blank.name, type: inputTypes[blank.kind] || 'text', maxlength: 200,
    required: blank.required, value: blank.kind === 'datetime' ? now.slice(0, 16) : now, oninput: read}));
}

function wordFields(draft, tag, changed) {
  const words = draft.words[tag] ||= {headline: '', description: '', instruction: ''};
  const set = (key) => (event) => { words[key] = event.target.value; changed(); };
  const area = (key, rows) => field(t(key), element('textarea', {name: `${tag}-${key}`, rows, maxlength: 4000, lang: tag, dir: 'auto',
    value: words[key], oninput: set(key)}));
  return element('fieldset', {class: 'language'}, element('legend', {}, languageName(tag)),
    field(t('headline'), element('input', {name: `${tag}-headline`, maxlength: 250, lang: tag, dir: 'auto', value: words.headline, oninput: set('headline')})),
    area('description', 3), area('instruction', 4));
}

const step = (title, ...content) => element('section', {class: 'step'}, element('h2', {}, title), content);

// What counts when nothing is chosen: the template's own, or what is usual.
const usual = {severity: 'Moderate', urgency: 'Expected', certainty: 'Observed', hours: 24};
const unless = (form, key, name) => t(form ? 'as_template' : 'as_usual', {value: name(form ? form[key] : usual[key])});
const scale = (form, key, names) => [['', unless(form, key, t)], ...names.map((name) => [name, t(name)])];

class Editor {
  constructor(content, draft, facts, context) {
    Object.assign(this, {content, draft, facts, context, answer: null, checked: '', timer: 0, overtaken: false, trouble: ''});
    this.opened = structuredClone(draft.words);
    this.what = element('div');
    this.where = element('div');
    this.below = element('div', {class: 'checks', 'aria-live': 'polite'});
    this.preview = messagePreview(facts.languages);
    this.publishButton = element('button', {class: 'main', disabled: true, onclick: () => this.publish()}, t('publish'));
  }

  form() { return this.facts.templates.find((one) => one.id === this.draft.form); }

  templates() {
    const {aim} = this.draft;
    // What ends a warning goes out as "Gevaar voorbij", which sees to it that nobody loses the warning unseen: not as what
    // replaces it. A new message may say it, too, where the danger is over for a part of the places.
    const fitting = this.facts.templates.filter((one) =>
      one.id === 'all-clear' ? aim !== 'update' : aim !== 'all-clear' || one.responses.includes('AllClear'));
    return [['', t('free_text')], ...fitting.map((one) => [one.id, one.events[language()] || one.events.nl || one.id])];
  }

  show() {
    const {draft} = this;
    const titles = {new: 'new_title', update: 'update_title', 'all-clear': 'all_clear_title'};
    this.chooser = choice(this.templates(), draft.form, {name: 'form', onchange: (event) => {
      draft.form = event.target.value;
      draft.values = {};
      fitTo(this.form(), draft);
      this.showWords();
      this.showWhere();
      this.changed();
    }});
    replace(this.content,
      element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t(titles[draft.aim])),
        element('button', {onclick: () => this.context.go('bulletins')}, t('back'))),
      element('div', {class: 'writing'},
        element('div', {class: 'form'},
          step(t('step_what'), field(t('template'), this.chooser, t('template_hint'))),
          step(t('step_words'), this.what),
          step(t('step_where'), this.where),
          this.below,
          element('div', {class: 'actions last'}, this.publishButton,
            element('button', {onclick: () => this.keep()}, t('keep')))),
        this.preview.view));
    this.showWords();
    this.showWhere();
    this.changed();
  }

  showWhere() {
    const {draft, facts} = this;
    const form = this.form();
    const set = (key) => (event) => { draft[key] = event.target.value; this.changed(); };
    const tick = (name, label, checked, onchange) => element('label', {class: 'tick'},
      element('input', {type: 'checkbox', name, checked, onchange}), label);
    const level = (key) => field(t(key), choice(scale(form, key, scales[key]), draft[key], {name: key, onchange: set(key)}));
    const put = (codes, sites = draft.sites) => { draft.municipalities = codes; draft.sites = sites; this.showWhere(); this.changed(); };
    const single = facts.sites.map((site) => tick(`site-${site.id}`, site.name, draft.sites.includes(site.id), (event) =>
      put(draft.municipalities, draft.sites.filter((id) => id !== site.id).concat(event.target.checked ? [site.id] : []))));
    const places = facts.municipalities.map((place) => tick(place.code, place.name, draft.municipalities.includes(place.code), (event) =>
      put(draft.municipalities.filter((code) => code !== place.code).concat(event.target.checked ? [place.code] : []))));
    replace(this.where,
      element('fieldset', {class: 'ticks'}, element('legend', {}, t('where')),
        tick('region', t('whole_region'), draft.municipalities.length + draft.sites.length === 0, () => put([], [])), places,
        element('details', {open: draft.sites.length > 0}, element('summary', {class: 'quiet-summary'}, t('single_sites')), element('div', {class: 'columns'}, single))),
      element('div', {class: 'row'},
        Object.keys(scales).map(level),
        field(t('hours_valid'), element('input', {name: 'hours', type: 'number', min: 0, max: mostHours, value: draft.hours || '',
          placeholder: form?.ends_by_blanks ? t('as_filled_in') : unless(form, 'hours', String),
          oninput: (event) => { draft.hours = Number(event.target.value) || 0; this.changed(); }}), t('hours_hint'))),
      draft.aim === 'new' && tick('exercise', t('is_exercise'), draft.exercise, (event) => { draft.exercise = event.target.checked; this.changed(); }));
  }

  showWords() {
    const form = this.form();
    const changed = () => this.changed();
    if (form) { replace(this.what, form.blanks.map((blank) => blankField(blank, this.draft, changed))); return; }
    this.draft.words.nl ||= {headline: '', description: '', instruction: ''};
    const tags = ['nl', ...Object.keys(this.draft.words).filter((tag) => tag !== 'nl')];
    const left = this.facts.languages.filter((tag) => !tags.includes(tag));
    replace(this.what, tags.map((tag) => wordFields(this.draft, tag, changed)),
      left.length > 0 && field(t('add_language'), choice([['', '…'], ...left.map((tag) => [tag, languageName(tag)])], '', {name: 'add-language',
        onchange: (event) => {
          this.draft.words[event.target.value] = {headline: '', description: '', instruction: ''};
          this.showWords();
        }})));
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), 350);
  }

  // `again`: nobody did anything since the last one, and its trouble was told then.
  async check(again = false) {
    const asked = JSON.stringify(this.draft);
    try {
      const answer = await api.askWith('drafts/check', this.draft);
      if (asked !== JSON.stringify(this.draft)) return;
      Object.assign(this, {answer, checked: asked});
      this.publishButton.disabled = leavesOut(this.draft, answer);
      this.preview.draw(this.draft, dutchOf(this.answer.alert.infos)?.title || '');
      this.overtaken = false;
    } catch (error) {
      // Whoever opened what only waits to be published has nothing to type that would ask once more.
      const stands = () => this.content.isConnected;
      if (couldNotLook(error) && stands()) lookSoon('check', () => { if (stands()) this.check(true); });
      if (error.status === 0) {
        if (!again) this.context.refused(error);
        return;
      }
      if (asked !== JSON.stringify(this.draft)) return;
      this.answer = null;
      this.overtaken = error.check === 'desk.conflict';
      this.publishButton.disabled = true;
      this.preview.wait(reason(error));
    }
    this.tellChecks();
  }

  tellChecks() {
    const infos = this.answer?.alert.infos || [];
    const dutch = dutchOf(infos) || this.draft.words.nl || {};
    const there = new Set(infos.map((info) => info.language));
    const lacking = this.facts.languages.filter((tag) => !there.has(tag));
    const stale = staleOf(this.draft, this.facts, this.opened);
    const found = hints(dutch, {free: !this.draft.form, english: there.has('en')});
    const grade = level(`${dutch.description || ''}\n${dutch.instruction || ''}`);
    const alone = this.context.may('publisher') && !this.answer?.needs_two;
    this.publishButton.textContent = t(alone ? 'publish' : 'propose');
    replace(this.below,
      this.overtaken && element('p', {class: 'warn danger'}, t('overtaken_bulletin')),
      this.warning(),
      aboutBefore(this.draft, this.facts, this.answer),
      this.answer?.takes_over && element('p', {class: 'warn danger'}, t('takes_over')),
      this.answer?.needs_two && element('p', {class: 'warn'}, t('needs_two')),
      aboutStale(stale, ' ', element('button', {onclick: () => this.removeWords(stale)}, t('stale_remove'))),
      infos.length > 0 && (lacking.length || !stale.length) && element('p', {class: lacking.length ? 'warn' : 'fine'}, lacking.length
        ? t('untranslated', {languages: lacking.map(languageName).join(', ')}) : t('all_languages', {count: there.size})),
      grade && element('p', {class: 'small'}, t('level', {level: grade})),
      found.length > 0 && element('div', {class: 'hints'}, element('h3', {}, t('hints')), element('ul', {}, found.map((hint) => element('li', {}, hint)))));
  }

  removeWords(tags) {
    for (const tag of tags) delete this.draft.words[tag];
    this.showWords();
    this.changed();
  }

  warning() { return this.trouble && element('p', {class: 'warn danger'}, this.trouble); }

  async keep() {
    try {
      const sent = JSON.stringify(this.draft);
      const answer = await api.tell('drafts/keep', this.draft);
      if (sent === JSON.stringify(this.draft)) this.context.kept();
      Object.assign(this.draft, answer, {waits: false});
      this.trouble = '';
      this.tellChecks();
      say(t('kept'));
    } catch (error) { this.refused(error); }
  }

  async publish() {
    // What is confirmed is what goes out, also when somebody is quicker than the hub.
    const isChecked = () => this.answer && this.checked === JSON.stringify(this.draft);
    if (!isChecked()) await this.check();
    if (!isChecked() || leavesOut(this.draft, this.answer)) return;
    const yes = await ask(t('publish_title'), [this.warning(), summary(this.draft, this.answer, this.facts, this.opened)], this.publishButton.textContent === t('publish') ? t('publish_now') : t('propose'), t('not_yet'));
    if (!yes) return;
    try {
      const answer = await api.tell('drafts/publish', this.draft);
      say(t(answer.waits ? 'proposed' : 'published_now'));
      this.context.kept();
      this.context.go('bulletins');
    } catch (error) {
      // A conflict is with a colleague's draft, or with what became of the bulletin that this one follows.
      if (error.check === 'desk.conflict' && this.draft.aim !== 'new') await this.check();
      if (!this.overtaken) this.refused(error);
    }
  }

  // What stood in the way is told beside what was typed, which stays.
  refused(error) {
    const found = {'desk.conflict': 'draft_changed', 'desk.missing': 'draft_gone', 'desk.sent': 'sent_already'}[error.check];
    if (!found || (!this.draft.id && error.check !== 'desk.sent')) { this.context.refused(error); return; }
    // What stands here is a message of its own from now on, beside what the colleague made or what went out before.
    Object.assign(this.draft, {id: '', print: '', waits: false, uuid: newUuid()});
    this.trouble = t(found);
    this.tellChecks();
    say(this.trouble, 'bad');
  }
}

export async function editor(content, what, which, context) {
  const known = await facts();
  let draft = empty(what === 'draft' ? 'new' : what, which);
  if (what === 'draft') {
    const kept = known.drafts.find((one) => one.id === which);
    if (!kept) { context.go('bulletins'); return; }
    draft = {...kept, uuid: kept.uuid || newUuid()};
  }
  const before = beforeOf(draft, known);
  if (before && draft.of === which) takeFrom(before, draft, known.now);
  new Editor(content, draft, known, context).show();
}
