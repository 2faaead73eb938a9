// Building the page. Whatever comes from outside becomes text, never markup: there is no way here to write HTML.

// element('button', {class: 'main', onclick: f, disabled: true}, 'Word', child)
export const element = (name, properties = {}, ...children) => fill(document.createElement(name), properties, children);
// The same for drawings.
export const svg = (name, properties = {}, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', name), properties, children);

function fill(made, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'value') made.value = value;
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  add(made, children);
  return made;
}

export function add(parent, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return parent;
}

export function replace(parent, ...children) {
  parent.replaceChildren();
  return add(parent, children);
}

let count = 0;
// A label and its field, joined for whoever cannot see that they stand together.
export function field(label, input, hint) {
  input.id ||= `field-${++count}`;
  const parts = [element('label', {for: input.id}, label), input];
  if (hint) {
    const note = element('p', {class: 'hint', id: `${input.id}-hint`}, hint);
    input.setAttribute('aria-describedby', note.id);
    parts.push(note);
  }
  return element('div', {class: 'field'}, parts);
}

export function choice(options, chosen, properties = {}) {
  return element('select', properties, options.map(([value, name]) =>
    element('option', {value, selected: value === chosen}, name)));
}

// Said to a screen reader, and shown for a while.
export function say(text, kind = 'good') {
  document.getElementById('said').textContent = text;
  for (const before of document.querySelectorAll('.notice')) before.remove();
  const shown = element('p', {class: `notice ${kind}`}, text);
  document.body.append(shown);
  setTimeout(() => shown.remove(), kind === 'bad' ? 9000 : 5000);
}

// A question over the page; resolves to true when it is answered with the main button. The keys begin at its title: a key
// that is held too long answers nothing.
export function ask(title, content, yes, no) {
  return new Promise((resolve) => {
    const done = (answer) => () => { dialog.close(); dialog.remove(); resolve(answer); };
    const dialog = element('dialog', {'aria-label': title},
      element('h2', {tabindex: -1, autofocus: true}, title), content,
      element('div', {class: 'actions'},
        element('button', {class: 'main', onclick: done(true)}, yes),
        element('button', {onclick: done(false)}, no)));
    dialog.addEventListener('cancel', (event) => { event.preventDefault(); done(false)(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
