// Shows what a text will look like while it is written: the home's own renderer does it,
// so that what is saved looks the same.

const AFTER = 350;

export class Preview {
  constructor(root, form, address) {
    this.form = form;
    this.address = address;
    this.place = root.querySelector(".preview");
    this.button = root.querySelector("button[name=preview]");
    this.button.type = "button";
    this.button.setAttribute("aria-pressed", String(!this.place.hidden));
    this.button.addEventListener("click", () => this.turn(this.place.hidden));
    const later = () => {
      clearTimeout(this.timer);
      if (!this.place.hidden) this.timer = setTimeout(() => this.show(), AFTER);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
  }

  turn(on) {
    this.place.hidden = !on;
    this.button.setAttribute("aria-pressed", String(on));
    if (on) this.show();
  }

  fields() {
    const fields = [...new FormData(this.form)];
    return new URLSearchParams(fields.filter(([name, value]) => name !== "once" && typeof value === "string"));
  }

  async show() {
    this.asked?.abort();
    this.asked = new AbortController();
    this.place.setAttribute("aria-busy", "true");
    try {
      const { signal } = this.asked;
      const answer = await fetch(this.address, { method: "POST", body: this.fields(), signal, headers: { Accept: "application/json" } });
      const told = await answer.json();
      if (answer.ok) this.draw(told);
      else this.say(told.error?.message ?? "There is no preview of this.");
    } catch (error) {
      if (error.name === "AbortError") return;
      this.say("No connection: the preview comes when your home is back.");
    }
    this.place.removeAttribute("aria-busy");
  }

  draw({ html, authors }) {
    const written = this.place.querySelector(".written");
    const open = [...written.querySelectorAll("details")].map((one) => one.open);
    written.innerHTML = html;
    written.querySelectorAll("details").forEach((one, at) => (one.open = Boolean(open[at])));
    const as = this.place.querySelector(".as");
    as.hidden = !authors?.length;
    as.textContent = authors?.length ? `As ${authors.map((one) => one.name).join(" and ")}` : "";
  }

  say(text) {
    this.place.querySelector(".as").hidden = true;
    this.place.querySelector(".written").textContent = text;
  }
}
