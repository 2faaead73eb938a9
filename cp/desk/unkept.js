// What was typed and is kept nowhere yet, and asking before it goes.
import {element, ask} from './dom.js';
import {t} from './words.js';

const typed = new Set();  // the fields
let asking = false;

// `counts(field)` says whether what is typed there would be missed.
export function watchTyping(root, counts) {
  root.addEventListener('input', (event) => {
    if (counts(event.target)) typed.add(event.target);
    else typed.delete(event.target);
  });
  addEventListener('beforeunload', (event) => { if (isTyped()) event.preventDefault(); });
}

// In this place; everywhere where none is named.
const within = (place) => [...typed].filter((field) => !place || place.contains(field));
export const isTyped = (place) => within(place).length > 0;
// It is kept now, or went out, or the page that it stood on is gone.
export const kept = (place) => { for (const field of within(place)) typed.delete(field); };

export async function mayLeave(place) {
  if (!isTyped(place)) return true;
  if (asking) return false;
  asking = true;
  const yes = await ask(t('leave_title'), element('p', {}, t('leave_sure')), t('leave_yes'), t('leave_no'));
  asking = false;
  if (yes) kept(place);
  return yes;
}
