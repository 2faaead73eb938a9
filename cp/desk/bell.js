// A new emergency is heard, again and again until somebody accepts it, and counted in the title of the page.
let known = null;
let sound = null;
let waiting = 0;
const again = 20e3;

function ring() {
  try {
    sound ||= new AudioContext();
    for (const [begin, pitch] of [[0, 880], [0.25, 660], [0.5, 880]]) {
      const tone = sound.createOscillator();
      const level = sound.createGain();
      tone.frequency.value = pitch;
      level.gain.setValueAtTime(0.25, sound.currentTime + begin);
      level.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + begin + 0.22);
      tone.connect(level).connect(sound.destination);
      tone.start(sound.currentTime + begin);
      tone.stop(sound.currentTime + begin + 0.25);
    }
    document.documentElement.dataset.rang = String(Number(document.documentElement.dataset.rang || 0) + 1);
  } catch { /* no sound here; the count is seen */ }
}

// A browser keeps quiet until somebody touched the page; then it must be asked once more.
export function soundIsOff(changed) {
  if (!sound && typeof AudioContext === 'function') {
    sound = new AudioContext();
    sound.onstatechange = changed;
  }
  return sound?.state === 'suspended';
}
export const soundOn = () => sound?.resume();

setInterval(() => { if (waiting > 0) ring(); }, again);

export function silence() {
  waiting = 0;
  known = null;
}

// The same where nobody is signed in: that something waits is known, and no more.
export function callFor(waits, title) {
  document.title = waits ? `(!) ${title}` : title;
  if (waits && !waiting) ring();
  waiting = waits ? 1 : 0;
}

export function announce(emergencies, title) {
  const fresh = emergencies.filter((record) => record.state === 'received');
  waiting = fresh.length;
  document.title = fresh.length ? `(${fresh.length}) ${title}` : title;
  const isNew = known && fresh.some((record) => !known.has(record.id));
  known = new Set(emergencies.map((record) => record.id));
  if (isNew) ring();
}
