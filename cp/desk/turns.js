// A browser has six connections to one hub. What is only looked at takes three of them at most, so that what rings, the wait
// for news and what somebody presses never queue behind long lists there.
const most = 3;
let underWay = 0;
const waiting = [];

// Resolves to what `ask` does, once it is its turn.
export async function inTurn(ask) {
  if (underWay >= most) await new Promise((begin) => waiting.push(begin));
  else ++underWay;
  try {
    return await ask();
  } finally {
    // Whoever waited longest takes this turn over.
    const next = waiting.shift();
    if (next) next();
    else --underWay;
  }
}
