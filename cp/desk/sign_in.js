import * as api from './api.js';
import {element, field, replace} from './dom.js';
import {t, reason, language, speak} from './words.js';

export function signInPage(desk, word, enter) {
  const name = element('input', {name: 'name', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true});
  const password = element('input', {name: 'password', type: 'password', autocomplete: 'current-password', required: true});
  const trouble = element('p', {class: 'trouble', role: 'alert'}, word);
  const button = element('button', {class: 'main', type: 'submit'}, t('sign_in'));
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await enter(await api.signIn(name.value, password.value));
    } catch (error) {
      trouble.textContent = error.status === 401 ? t('wrong_password')
        : error.status === 429 ? t('wait_seconds', {seconds: error.advice}) : reason(error);
      password.value = '';
      password.focus();
    } finally {
      button.disabled = false;
    }
  };
  replace(desk, element('main', {class: 'door'},
    element('img', {src: '/desk/sign.svg', alt: '', width: 72, height: 72}),
    element('h1', {tabindex: -1}, t('desk')),
    element('form', {onsubmit: submit}, field(t('name'), name), field(t('password'), password), trouble, button),
    element('button', {class: 'quiet', lang: language() === 'nl' ? 'en' : 'nl', onclick: () => {
      speak(language() === 'nl' ? 'en' : 'nl');
      signInPage(desk, '', enter);
    }}, t('other_language'))));
  name.focus();
}
