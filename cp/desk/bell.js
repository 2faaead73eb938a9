// A new emergency is heard, and counted in the title of the page.
let known = null;
let sound = null;

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

export function announce(emergencies, title) {
  const fresh = emergencies.filter((record) => record.state === 'received');
  document.title = fresh.length ? `(${fresh.length}) ${title}` : title;
  const isNew = known && fresh.some((record) => !known.has(record.id));
  known = new Set(emergencies.map((record) => record.id));
  if (isNew) ring();
}
