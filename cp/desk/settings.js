// The coordination point's own rules, its staff, and one's own password.
import * as api from './api.js';
import {element, replace, field, choice, say} from './dom.js';
import {t} from './words.js';

function rules(settings, context) {
  const rule = choice(['never', 'extreme', 'always'].map((key) => [key, t(key)]), settings.two_persons, {name: 'two_persons'});
  const sender = element('input', {name: 'sender', maxlength: 100, value: settings.sender});
  const name = element('input', {name: 'sender_name', maxlength: 100, value: settings.sender_name});
  const mine = context.may('administrator');
  for (const input of [rule, sender, name]) input.disabled = !mine;
  const save = async (event) => {
    event.preventDefault();
    try {
      await api.tell('settings', {two_persons: rule.value, sender: sender.value, sender_name: name.value});
      context.kept();
      say(t('saved'));
    } catch (error) { context.refused(error); }
  };
  return element('form', {class: 'step', onsubmit: save}, element('h2', {}, t('rules')), field(t('two_persons'), rule, t('two_hint')),
    field(t('sender_name'), name), field(t('sender'), sender), mine && element('button', {class: 'main'}, t('save')));
}

function people(users) {
  return element('section', {class: 'step'}, element('h2', {}, t('users')), element('p', {class: 'hint'}, t('users_hint')),
    element('table', {}, element('thead', {}, element('tr', {}, ['name', 'role', 'state'].map((key) => element('th', {scope: 'col'}, t(key))))),
      element('tbody', {}, users.map((user) => element('tr', {}, element('td', {}, `${user.full_name} (${user.name})`),
        element('td', {}, t(`role_${user.role}`)), element('td', {}, user.disabled ? t('disabled') : '●'))))));
}

function password(context) {
  const present = element('input', {name: 'present', type: 'password', autocomplete: 'current-password', required: true});
  const next = element('input', {name: 'next', type: 'password', autocomplete: 'new-password', minlength: 12, required: true});
  const change = async (event) => {
    event.preventDefault();
    try {
      await api.tell('password', {present: present.value, next: next.value});
      context.kept();
      say(t('password_changed'));
      location.reload();
    } catch (error) {
      if (error.check === 'desk.sign_in') say(t('wrong_password'), 'bad');
      else context.refused(error);
    }
  };
  return element('form', {class: 'step', onsubmit: change}, element('h2', {}, t('my_password')), field(t('present_password'), present),
    field(t('new_password'), next), element('button', {}, t('save')));
}

export const settingsPage = {
  id: 'settings',
  role: 'viewer',
  keep: () => true,
  async show(content, rest, context) {
    const settings = await api.ask('settings');
    const {users} = context.may('administrator') ? await api.ask('users') : {};
    replace(content, element('div', {class: 'heading'}, element('h1', {tabindex: -1}, t('settings'))),
      rules(settings, context), users && people(users), password(context));
  },
};
