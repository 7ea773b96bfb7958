// Marks of a text, set and taken away again. Everything goes in as if it were typed, so
// that the browser's own undo takes it back.

/** Put `text` in place of what stands from `start` to `end`. */
export function put(area, text, start = area.selectionStart, end = area.selectionEnd) {
  area.focus();
  area.setSelectionRange(start, end);
  if (start === end && !text) return;
  const command = text ? ["insertText", false, text] : ["delete"];
  if (document.execCommand(...command)) return;
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Put `text` on lines of its own. */
export function putLines(area, text) {
  const { value, selectionEnd: at } = area;
  const before = !value.slice(0, at) || value.slice(0, at).endsWith("\n") ? "" : "\n";
  const after = value.slice(at).startsWith("\n") ? "" : "\n";
  put(area, `${before}${text}${after}`, at, at);
}

function around(area, sign) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const inside = value.slice(start, end);
  const long = sign.length;
  if (value.slice(start - long, start) === sign && value.slice(end, end + long) === sign) {
    put(area, inside, start - long, end + long);
    area.setSelectionRange(start - long, end - long);
    return;
  }
  put(area, sign + inside + sign, start, end);
  area.setSelectionRange(start + long, end + long);
}

/** Begin every chosen line with `sign`, or no line of them any more. */
function before(area, sign) {
  const { value, selectionStart, selectionEnd } = area;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const stop = value.indexOf("\n", Math.max(selectionEnd - (selectionEnd > selectionStart), start));
  const end = stop < 0 ? value.length : stop;
  const lines = value.slice(start, end).split("\n");
  const off = lines.every((line) => line.startsWith(sign));
  const made = lines.map((line) => (off ? line.slice(sign.length) : sign + line)).join("\n");
  put(area, made, start, end);
  if (lines.length > 1) area.setSelectionRange(start, start + made.length);
}

/** Put `text` in, and choose what stands in it between `from` and `to`. */
function fill(area, text, from, to) {
  const { selectionStart } = area;
  put(area, text);
  area.setSelectionRange(selectionStart + from, selectionStart + to);
}

function link(area) {
  const inside = area.value.slice(area.selectionStart, area.selectionEnd);
  if (/^https?:\S+$/.test(inside)) return fill(area, `[](${inside})`, 1, 1);
  const text = inside || "text";
  return fill(area, `[${text}](https://)`, text.length + 3, text.length + 11);
}

function code(area) {
  const inside = area.value.slice(area.selectionStart, area.selectionEnd);
  if (!inside.includes("\n")) return around(area, "`");
  return fill(area, `\`\`\`\n${inside}\n\`\`\``, 4, 4 + inside.length);
}

function fold(area) {
  const { value, selectionStart: start, selectionEnd: end } = area;
  const inside = value.slice(start, end);
  const lead = start && value[start - 1] !== "\n" ? "\n" : "";
  const rest = value.slice(end).startsWith("\n") || end === value.length ? "" : "\n";
  const label = "Label";
  fill(area, `${lead}::: ${label}\n${inside}\n:::${rest}`, lead.length + 4, lead.length + 4 + label.length);
}

const MARKS = {
  bold: (area) => around(area, "**"),
  italic: (area) => around(area, "*"),
  quote: (area) => before(area, "> "),
  list: (area) => before(area, "- "),
  task: (area) => before(area, "- [ ] "),
  link,
  code,
  fold,
};
const KEYS = { b: "bold", i: "italic", k: "link" };

export const mark = (area, name) => MARKS[name](area);

/** Whether a key with Ctrl held was one for a mark. */
export function keys(area, event) {
  const name = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && KEYS[event.key.toLowerCase()];
  if (name) mark(area, name);
  return Boolean(name);
}

/** A new line of a list or a quote begins as the last one; an empty one ends it. */
export function asWritten(area, event) {
  const { value, selectionStart: at, selectionEnd } = area;
  const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing && at === selectionEnd;
  if (!plain) return;
  const start = value.lastIndexOf("\n", at - 1) + 1;
  const [whole, begun] = /^(\s*(?:[-*] \[[ xX]\] |[-*] |> ))/.exec(value.slice(start, at)) ?? [];
  if (!whole) return;
  event.preventDefault();
  if (value.slice(start, at) === whole) put(area, "", start, at);
  else put(area, `\n${begun.replace(/\[[xX]\]/, "[ ]")}`, at, at);
}
