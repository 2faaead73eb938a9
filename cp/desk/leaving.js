// Signing out, until the hub has heard of it: before that, whoever comes next to this browser would be in as whoever went.
import * as api from './api.js';
import {element} from './dom.js';
import {t} from './words.js';
import {lookSoon} from './soon.js';

// In the browser's store, as the page may be closed meanwhile: the name of whoever goes.
const key = 'desk-leaving';
const whoGoes = () => localStorage.getItem(key);
// Whoever signs in takes the place of whoever was in before.
export const comesIn = () => localStorage.removeItem(key);

async function tellHub() {
  const name = whoGoes();
  try {
    await api.signOut(name, () => whoGoes() === name);
  } catch (error) {
    // Nobody is in any more.
    if (error.status !== 401) return;
  }
  localStorage.removeItem(key);
}

export async function goOut(name) {
  localStorage.setItem(key, name);
  await tellHub();
}

// Resolves to whether nobody is on their way out.
export async function allAreOut() {
  if (whoGoes() !== null) await tellHub();
  return whoGoes() === null;
}

// A place at the door that says so for as long as the hub has not heard of it, and tells it again and again.
export function leavingPlace() {
  const place = element('p', {role: 'alert', hidden: true});
  const say = (word, kind) => {
    place.className = kind;
    place.textContent = t(word);
    place.hidden = false;
  };
  const again = async () => {
    const areOut = await allAreOut();
    // A door in the other language asks by itself.
    if (!place.isConnected) return;
    if (areOut) say('is_out', 'fine');
    else lookSoon('sign-out', again);
  };
  if (whoGoes() !== null) {
    say('not_out_yet', 'warn danger');
    lookSoon('sign-out', again);
  }
  return place;
}
