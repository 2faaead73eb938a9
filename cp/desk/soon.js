// What could not be looked at is looked at again within seconds. Each desk does so at a moment of its own: a hub that has
// too much to do refused all of them at once.
export const pause = () => 1500 + Math.random() * 2000;

// Nobody answered, or a hub that has too much to do, that stops, or a balancer did in its place, as the next one may not. A
// region without keys for records says the same again and again.
export const couldNotLook = (error) => error.status === 0 || error.status === 429 || (error.status >= 500 && error.check !== 'desk.sealed');

// By what is looked at: the newest question about it takes the place of the one before.
const timers = new Map();

// `wait`: milliseconds until then.
export function lookSoon(what, look, wait = pause()) {
  clearTimeout(timers.get(what));
  timers.set(what, setTimeout(look, wait));
}

export function lookNoMore() {
  for (const timer of timers.values()) clearTimeout(timer);
  timers.clear();
}
