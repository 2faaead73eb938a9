// Whether something was typed that is kept nowhere yet, and asking before it goes.
import {element, ask} from './dom.js';
import {t} from './words.js';

let typed = false;
let asking = false;

// `counts(where)` says whether what is typed there would be missed.
export function watchTyping(root, counts) {
  root.addEventListener('input', (event) => { typed ||= counts(event.target); });
  addEventListener('beforeunload', (event) => { if (typed) event.preventDefault(); });
}

export const isTyped = () => typed;
// It is kept now, or went out, or the page that it stood on is gone.
export const kept = () => { typed = false; };

export async function mayLeave() {
  if (!typed) return true;
  if (asking) return false;
  asking = true;
  const yes = await ask(t('leave_title'), element('p', {}, t('leave_sure')), t('leave_yes'), t('leave_no'));
  asking = false;
  if (yes) kept();
  return yes;
}
