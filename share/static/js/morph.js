// Makes one piece of a page like another without disturbing who uses it: what one types,
// what is open and where the focus is stay as they are.

const key = (node) => node.nodeType === 1 && (node.id || node.dataset.key || node.dataset.live);

/** Whether somebody has begun to change what is in this control. */
export function touched(control) {
  if (control.matches("select")) {
    return [...control.options].some((option) => option.selected !== option.defaultSelected);
  }
  if (control.matches("[type=checkbox], [type=radio]")) return control.checked !== control.defaultChecked;
  if (control.matches("input:not([type=hidden]), textarea")) return control.value !== control.defaultValue;
  return false;
}

const inUse = (node) =>
  node.matches("input:not([type=hidden]), textarea, select") &&
  (node === document.activeElement || touched(node));

function attributes(from, to) {
  for (const { name } of [...from.attributes]) {
    const ours = name === "open" || name === "data-holding" || name === "data-kept";
    if (!ours && !to.hasAttribute(name)) from.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (name === "open" && from.hasAttribute("data-folds")) continue; // as whoever reads has it
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
}

function alike(one, other) {
  return one && one.nodeType === other.nodeType && one.nodeName === other.nodeName && key(one) === key(other);
}

function children(from, to) {
  const known = new Map();
  for (const node of from.children) if (key(node)) known.set(key(node), node);
  let here = from.firstChild;
  for (const want of [...to.childNodes]) {
    const named = key(want) && known.get(key(want));
    const match = named && alike(named, want) ? named : !key(want) && alike(here, want) ? here : null;
    if (!match) {
      from.insertBefore(document.importNode(want, true), here);
      continue;
    }
    if (match === here) here = here.nextSibling;
    else from.insertBefore(match, here);
    become(match, want);
  }
  while (here) {
    const next = here.nextSibling;
    if (!(here.nodeType === 1 && here.hasAttribute("data-kept"))) here.remove();
    here = next;
  }
}

function become(from, to) {
  if (from.nodeType !== 1) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  if (from.hasAttribute("data-kept") || from.isEqualNode(to) || inUse(from)) return;
  attributes(from, to);
  if (from.matches("textarea")) from.value = from.defaultValue = to.defaultValue;
  else if (from.matches("input")) from.value = to.value;
  else children(from, to);
}

/** Make `from` like `to`, an element of another document. */
export function morph(from, to) {
  const focused = document.activeElement;
  become(from, to);
  // Moving what has the focus takes it away.
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
}
