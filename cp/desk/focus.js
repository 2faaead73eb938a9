// Who works with the keyboard stays where they were when a list is drawn anew.
const called = (one) => one.getAttribute('aria-label') || one.getAttribute('name') || one.textContent;
export async function keepFocus(content, redraw) {
  let held = content.contains(document.activeElement) ? document.activeElement : null;
  // Whoever moves on while the list is on its way is kept where they went, also when that is the menu.
  const note = (event) => { held = content.contains(event.target) ? event.target : null; };
  addEventListener('focusin', note);
  try { await redraw(); } finally { removeEventListener('focusin', note); }
  if (!held || held.isConnected) return;
  const name = called(held);
  [...content.querySelectorAll(held.tagName)].find((one) => called(one) === name)?.focus();
}
