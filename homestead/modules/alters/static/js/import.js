// Handing in an export: how much is sent already; what is large goes in pieces.

const PIECE = 8 * 1024 * 1024;

function start(form) {
  const say = (name, shown = true) => {
    form.querySelector(`[data-say=${name}]`).hidden = !shown;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    say("failed", false);
    say("sending");
    button.disabled = true;
    try {
      show(await send(form), form);
    } catch {
      say("failed");
    }
    say("sending", false);
    button.disabled = false;
  });
}

async function send(form) {
  const bar = form.querySelector("progress");
  const data = new FormData(form);
  const files = data.getAll("file");
  const all = files.reduce((sum, file) => sum + file.size, 0);
  const most = Number(form.dataset.most);
  const told = (sent) => {
    if (sent < all) bar.value = sent / all;
    else bar.removeAttribute("value"); // all of it is there: now it is looked at
  };
  if (all < most - 64 * 1024) return whole(form.action, data, told);
  data.delete("file");
  let before = 0;
  for (const file of files) {
    const size = Math.min(PIECE, most);
    data.append("piece", await pieces(form, file, size, (sent) => told(before + sent)));
    before += file.size;
  }
  return whole(form.action, data, () => {});
}

async function pieces(form, file, size, told) {
  const key = crypto.getRandomValues(new Uint32Array(4)).join("-");
  for (let at = 0; at < file.size; at += size) {
    const where = new URLSearchParams({ key, name: file.name, at });
    const answer = await fetch(`${form.dataset.piece}?${where}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream", Accept: "application/json" },
      body: file.slice(at, at + size),
    });
    if (!answer.ok) throw new Error(`answered ${answer.status}`);
    told((await answer.json()).at);
  }
  return key;
}

// Of what is sent in one go only XMLHttpRequest tells how much has left.
function whole(url, data, told) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => told(event.loaded));
    request.addEventListener("load", () => done(request));
    request.addEventListener("error", failed);
    request.open("POST", url);
    request.send(data);
  });
}

function show(request, form) {
  if (request.status === 200) {
    location.assign(form.action);
    return;
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  document.querySelector("main").replaceWith(main);
  const again = main.querySelector("form[data-upload]");
  if (again) start(again);
  main.querySelector("[role=alert]:not([hidden])")?.scrollIntoView();
}

const form = document.querySelector("form[data-upload]");
if (form) start(form);
