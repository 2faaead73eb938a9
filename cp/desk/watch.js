// A desk that signed out by itself goes on listening: the hub tells it that an emergency waits, and nothing more.
import {watch} from './api.js';
import {element, replace} from './dom.js';
import {t} from './words.js';
import {callFor, soundIsOff, soundOn} from './bell.js';

const each = 10e3;

const soundButton = (again) => element('button', {class: 'quiet', type: 'button', onclick: async () => { await soundOn(); again(); }}, t('sound_on'));

// A place in the form to sign in, which asks again and again for as long as it is on the page.
export function watchPlace() {
  const place = element('div', {class: 'watch', role: 'status'});
  let known = '';
  const tell = (word) => {
    known = word;
    replace(place, element('p', {class: word === 'watch_waits' && 'waits'}, t(word)), soundIsOff(() => tell(known)) && soundButton(() => tell(known)));
  };
  const look = async () => {
    let word = 'unreachable_short';
    let waits = false;
    try {
      waits = await watch();
      word = waits ? 'watch_waits' : 'watch_listens';
    } catch { /* asked again */ }
    if (!place.isConnected) return;
    if (waits === undefined) {
      callFor(false, t('desk'));
      // Nobody may go on relying on what it said.
      if (known) tell('watch_over');
      return;
    }
    if (word !== 'unreachable_short') callFor(waits, t('desk'));
    if (word !== known) tell(word);
    setTimeout(look, each);
  };
  // Once it stands on the page.
  setTimeout(look);
  return place;
}
