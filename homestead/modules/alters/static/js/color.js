// Beside each colour that is typed stands one to point at; each follows the other.

const HEX = /^#[0-9a-f]{6}$/i;

for (const typed of document.querySelectorAll(".color-row input[name=color]")) {
  const picked = document.createElement("input");
  picked.type = "color";
  picked.value = HEX.test(typed.value) ? typed.value : "#8c7f71";
  picked.setAttribute("aria-label", "Pick a colour");
  picked.addEventListener("input", () => {
    typed.value = picked.value;
    typed.dispatchEvent(new Event("input", { bubbles: true }));
  });
  typed.addEventListener("input", () => {
    if (HEX.test(typed.value.trim())) picked.value = typed.value.trim();
  });
  typed.closest(".color-row").append(picked);
}
