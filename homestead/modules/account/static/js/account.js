// Shows what is typed into the password fields of a form, for as long as one wants.
for (const box of document.querySelectorAll("[data-show]")) {
  const secrets = box.form.querySelectorAll("[type=password]");
  const show = (shown) => {
    for (const one of secrets) one.type = shown ? "text" : "password";
  };
  box.addEventListener("change", () => show(box.checked));
  // Browsers remember what was sent from fields of text, never of passwords.
  box.form.addEventListener("submit", () => show(false));
}
