// Handing in an export: how much is sent already, and what is too large to send.

const sum = (files) => [...files].reduce((total, file) => total + file.size, 0);

function start(form) {
  const say = (name, shown = true) => {
    form.querySelector(`[data-say=${name}]`).hidden = !shown;
  };
  const fits = () => sum(form.elements.file.files) <= Number(form.dataset.most);

  form.elements.file.addEventListener("change", () => say("too-large", !fits()));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say("too-large", !fits());
    if (fits()) send(form, say);
  });
}

function send(form, say) {
  const request = new XMLHttpRequest();
  const bar = form.querySelector("progress");
  const button = form.querySelector("[type=submit]");
  const failed = () => {
    say("failed");
    say("sending", false);
    button.disabled = false;
  };
  say("failed", false);
  say("sending");
  button.disabled = true;
  request.upload.addEventListener("progress", (event) => {
    if (event.loaded < event.total) bar.value = event.loaded / event.total;
    else bar.removeAttribute("value"); // all of it is there: now it is looked at
  });
  request.addEventListener("load", () => show(request, form, failed));
  request.addEventListener("error", failed);
  request.open("POST", form.action);
  request.send(new FormData(form));
}

function show(request, form, failed) {
  if (request.status === 200) {
    location.assign(form.action);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (!main) return failed();
  document.querySelector("main").replaceWith(main);
  const again = main.querySelector("form[data-upload]");
  if (again) start(again);
  main.querySelector("[role=alert]")?.scrollIntoView();
}

const form = document.querySelector("form[data-upload]");
if (form) start(form);
