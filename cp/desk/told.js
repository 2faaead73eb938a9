// Telling something of a record. Each press has an id until the hub answers it: pressed again, as the answer got lost or the
// first press is still under way, it is the same one, and is told once. What is pressed upon another step is another one.
import * as api from './api.js';
import {newUuid} from './uuid.js';

const steps = new Map();  // what waits for an answer: its id

// `seen`: number of the last step that stood on the page.
export async function tellOf(id, state, seen, answer = '') {
  const what = JSON.stringify([id, state, seen, answer]);
  if (!steps.has(what)) steps.set(what, newUuid());
  try {
    await api.tell('records/tell', {id, state, n: seen, answer, step: steps.get(what)});
    steps.delete(what);
  } catch (error) {
    // Where nobody said what became of it, it may be told.
    if (error.status !== 0 && error.status < 500) steps.delete(what);
    throw error;
  }
}
