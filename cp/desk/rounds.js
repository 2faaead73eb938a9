// Looking around: one round at a time. What is new while a round is under way makes one more after it, however much it was.
let rounds = null;
let more = false;

export function lookAround(look) {
  more = true;
  rounds ||= goOn(look);
  return rounds;
}

async function goOn(look) {
  try {
    while (more) {
      more = false;
      await look();
    }
  } finally { rounds = null; }
}

// Resolves once no round is under way, nor about to begin.
export const settled = async () => rounds;
