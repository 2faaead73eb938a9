// While a button is pressed nothing is drawn anew: one that is replaced between pressing and letting go is never clicked,
// and whoever pressed it does not know. So what the hub answers waits until the button is let go, and never longer than
// `longest`, as an emergency rings.
const longest = 3000;
// After this many milliseconds the browser has told of the click, also one of a finger.
const afterLift = 50;

let lifted = null;
let tellLifted;
let timer;

function endAfter(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(() => { lifted = null; tellLifted(); }, milliseconds);
}

function press(event) {
  if (!event.target.closest?.('button, a, summary')) return;
  lifted ||= new Promise((resolve) => { tellLifted = resolve; });
  endAfter(longest);
}
function lift() { if (lifted) endAfter(afterLift); }

const withSpace = (then) => (event) => { if (event.key === ' ' && !event.repeat) then(event); };
for (const [kind, then] of [['pointerdown', press], ['pointerup', lift], ['pointercancel', lift], ['keydown', withSpace(press)], ['keyup', withSpace(lift)]]) {
  addEventListener(kind, then, {capture: true, passive: true});
}

// Resolves to what `answer` does, once nothing is pressed.
export async function onceLifted(answer) {
  const told = await answer;
  await lifted;
  return told;
}
