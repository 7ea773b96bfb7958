// Keeps what is being written in the home, and says so. While the home cannot be reached it
// stays in the page: this device may be somebody else's tomorrow, so nothing is kept on it.

const AFTER = 900; // ms of silence
const AT_LEAST = 6000; // ms, however much is typed
const LATER = [2000, 5000, 10_000, 20_000];
const LARGEST_GOODBYE = 60_000; // bytes a page may send while it goes

const time = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export class Draft {
  constructor(form, line, address) {
    this.form = form;
    this.line = line;
    this.address = address;
    this.kept = this.state();
    this.fails = 0;
    this.busy = () => false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", (event) => this.leave(event));
    addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.open) event.preventDefault();
    });
    addEventListener("pageshow", () => (this.leaving = false));
    document.addEventListener("home:here", () => this.fails && this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.goodbye());
  }

  state() {
    const fields = [...new FormData(this.form)];
    return new URLSearchParams(fields.filter(([name, value]) => name !== "once" && typeof value === "string")).toString();
  }

  /** Whether something here is nowhere else yet. */
  get open() {
    return this.state() !== this.kept || this.busy();
  }

  changed() {
    if (!this.address || this.state() === this.kept) return;
    clearTimeout(this.timer);
    this.since ??= Date.now();
    const wait = Math.min(AFTER, Math.max(0, this.since + AT_LEAST - Date.now()));
    this.timer = setTimeout(() => this.send(), wait);
  }

  say(text, wrong = false) {
    this.line.textContent = text;
    this.line.classList.toggle("unkept", wrong);
  }

  /** Have the home keep it now; tell whether the home could be reached. */
  async send() {
    clearTimeout(this.timer);
    if (this.sending) return this.sending;
    this.sending = this.deliver().finally(() => {
      this.sending = null;
      this.changed();
    });
    return this.sending;
  }

  async deliver() {
    const state = this.state();
    this.since = undefined;
    if (state === this.kept) return true;
    let answer;
    try {
      answer = await fetch(this.address, { method: "POST", body: new URLSearchParams(state), headers: { Accept: "application/json" } });
    } catch {
      return this.failed("No connection: your text is not kept yet, but it stays here. Trying again…");
    }
    if (answer.ok && !answer.redirected) {
      this.kept = state;
      this.fails = 0;
      this.say(`Kept at ${time()}`);
      return true;
    }
    if (answer.status >= 500) return this.failed("Your home could not keep it yet. Trying again…");
    if (answer.status === 401 || answer.redirected) {
      return this.failed("You are signed out here. Sign in on another page: your text waits here.");
    }
    const told = await answer.json().catch(() => null);
    this.say(`Not kept: ${told?.error?.message ?? "it was refused."}`, true);
    return true;
  }

  failed(text) {
    this.say(text, true);
    const wait = LATER[Math.min(this.fails, LATER.length - 1)];
    this.fails += 1;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.send(), wait);
    return false;
  }

  /** Send the form only when the home is there: what is here may be nowhere else. */
  async leave(event) {
    if (event.defaultPrevented) return;
    if (this.busy()) {
      event.preventDefault();
      this.say("A file is still on its way. Wait for it, then send this.", true);
      return;
    }
    if (this.sure) {
      this.sure = false;
      this.leaving = true;
      clearTimeout(this.timer);
      clearTimeout(this.retry);
      return;
    }
    if (!this.address) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    if (this.sending) await this.sending;
    if (!(await this.send())) return;
    this.sure = true;
    this.form.requestSubmit(submitter);
  }

  goodbye() {
    const state = this.state();
    if (!this.address || this.leaving || state === this.kept || state.length > LARGEST_GOODBYE) return;
    fetch(this.address, { method: "POST", body: new URLSearchParams(state), keepalive: true })
      .then((answer) => answer.ok && (this.kept = state))
      .catch(() => {}); // it is still here, and sent when the page is seen again
  }
}
