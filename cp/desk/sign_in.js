// Signing in: the page of its own with which the desk begins, and a dialog when the session ends while somebody works.
import * as api from './api.js';
import {element, field, replace} from './dom.js';
import {t, reason, language, speak} from './words.js';
import {watchPlace} from './watch.js';
import {comesIn, leavingPlace} from './leaving.js';

// The form, and where the keys begin in it. `enter` is given whoever came in.
function signInForm(word, known, enter) {
  const name = element('input', {name: 'name', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', required: true, value: known});
  const password = element('input', {name: 'password', type: 'password', autocomplete: 'current-password', required: true});
  const trouble = element('p', {class: 'trouble', role: 'alert'}, word);
  const button = element('button', {class: 'main', type: 'submit'}, t('sign_in'));
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await enter(await api.signIn(name.value, password.value, comesIn));
    } catch (error) {
      trouble.textContent = error.status === 401 ? t('wrong_password')
        : error.status === 429 ? t('wait_seconds', {seconds: error.advice}) : reason(error);
      password.value = '';
      password.focus();
    } finally {
      button.disabled = false;
    }
  };
  return {form: element('form', {onsubmit: submit}, field(t('name'), name), field(t('password'), password), trouble, button, leavingPlace(), watchPlace()), first: known ? password : name};
}

export function signInPage(desk, word, enter) {
  const {form, first} = signInForm(word, '', enter);
  replace(desk, element('main', {class: 'door'},
    element('img', {src: '/desk/sign.svg', alt: '', width: 72, height: 72}),
    element('h1', {tabindex: -1}, t('desk')),
    form,
    element('button', {class: 'quiet', lang: language() === 'nl' ? 'en' : 'nl', onclick: () => {
      speak(language() === 'nl' ? 'en' : 'nl');
      signInPage(desk, '', enter);
    }}, t('other_language'))));
  first.focus();
}

// Over the page, which stays as it is and cannot be seen meanwhile; resolves to whoever came in.
export function signInAgain(known) {
  return new Promise((resolve) => {
    let back = null;
    const {form, first} = signInForm(t('signed_out'), known, (user) => { back = user; dialog.close(); });
    const dialog = element('dialog', {class: 'again', 'aria-label': t('sign_in')},
      element('h2', {}, t('desk')), element('p', {}, t('goes_on')), form);
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    // A browser closes it all the same when Escape is pressed again.
    dialog.addEventListener('close', () => {
      if (!back) { dialog.showModal(); return; }
      dialog.remove();
      resolve(back);
    });
    document.body.append(dialog);
    dialog.showModal();
    first.focus();
  });
}
