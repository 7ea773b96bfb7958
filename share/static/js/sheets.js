// Sheets close on Escape and on a tap beside them, and only one is open at a time.

const open = () => document.querySelectorAll("details[data-sheet][open]");

function close(sheet, { back = false } = {}) {
  sheet.open = false;
  if (back) sheet.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  for (const sheet of open()) {
    // On a phone the veil behind a sheet is the sheet's own, yet a tap there is beside it.
    if (event.target === sheet || !sheet.contains(event.target)) close(sheet);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const sheet of open()) close(sheet, { back: sheet.contains(document.activeElement) });
});

document.addEventListener("toggle", (event) => {
  if (!event.target.matches?.("details[data-sheet]") || !event.target.open) return;
  for (const sheet of open()) if (sheet !== event.target && !sheet.contains(event.target)) close(sheet);
}, true);
