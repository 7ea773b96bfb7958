// Pictures and files, chosen, pasted or dragged here: each is sent at once, one after the
// other, and stands in the text when the home has it.

import { putLines } from "./writing-marks.js";

export class Files {
  constructor(root, area, address) {
    this.area = area;
    this.address = address;
    this.input = root.querySelector("input[type=file]");
    this.list = root.querySelector(".added");
    this.told = root.querySelector("[data-told]");
    this.desk = root.querySelector(".desk");
    this.queue = [];
    this.sending = false;
    this.input.closest(".adding").classList.add("visually-hidden");
    this.input.tabIndex = -1; // the toolbar has a button for it
    this.input.addEventListener("change", () => {
      this.take(this.input.files);
      this.input.value = ""; // it is sent already
    });
    area.addEventListener("paste", (event) => this.dropped(event, event.clipboardData));
    this.desk.addEventListener("dragover", (event) => this.over(event));
    this.desk.addEventListener("dragleave", () => this.desk.classList.remove("over"));
    this.desk.addEventListener("drop", (event) => {
      this.desk.classList.remove("over");
      this.dropped(event, event.dataTransfer);
    });
  }

  get waiting() {
    return this.sending || this.queue.length > 0;
  }

  pick() {
    this.input.click();
  }

  over(event) {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    this.desk.classList.add("over");
  }

  dropped(event, data) {
    // Copied from a program that writes, it is the words that are wanted.
    if (!data?.files.length || data.types.includes("text/plain")) return;
    event.preventDefault();
    this.take(data.files);
  }

  take(files) {
    this.queue.push(...[...files].map((file) => ({ file, line: this.row(file) })));
    this.next();
  }

  row({ name }) {
    const line = document.createElement("li");
    const title = document.createElement("span");
    title.textContent = name || "picture";
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Sending ${name || "picture"}`);
    line.append(title, bar);
    this.list.append(line);
    return line;
  }

  async next() {
    if (this.sending || !this.queue.length) return;
    this.sending = true;
    const one = this.queue.shift();
    try {
      const told = await this.send(one);
      for (const { markdown } of told.files) putLines(this.area, markdown);
      one.line.remove();
      this.told.textContent = `${one.file.name || "The picture"} was added.`;
    } catch (error) {
      this.failed(one, error.message);
    }
    this.sending = false;
    this.next();
  }

  /** fetch says nothing of how far it is. */
  send({ file, line }) {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("files", file, file.name || "picture");
    request.open("POST", this.address);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      const bar = line.querySelector("progress");
      if (loaded < total) bar.value = loaded / total;
      else bar.removeAttribute("value"); // it is there; now it is looked at
    });
    return new Promise((done, refuse) => {
      request.onload = () => {
        const told = request.response;
        if (request.status < 300 && told?.files) done(told);
        else refuse(new Error(told?.error ? `${told.error.message} ${told.error.hint ?? ""}` : "It was refused."));
      };
      request.onerror = () => refuse(new Error("No connection: it was not sent."));
      request.send(body);
    });
  }

  failed(one, why) {
    const said = document.createElement("span");
    said.className = "wrong";
    said.textContent = why;
    const again = this.button("Try again", () => {
      one.line.remove();
      this.take([one.file]);
    });
    const drop = this.button("Leave it out", () => one.line.remove());
    one.line.querySelector("progress").replaceWith(said, again, drop);
    this.told.textContent = `${one.file.name}: ${why}`;
  }

  button(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain small";
    button.textContent = text;
    button.addEventListener("click", () => {
      act();
      this.area.focus();
    });
    return button;
  }
}
