// Cuts a square out of a chosen picture and sends only that: small, and without what
// else the file tells. What this browser cannot read goes to the home as it is.

const SENT = 768;
const STEP = 12;

class Cropper {
  constructor(root) {
    this.root = root;
    this.stage = root.querySelector("[data-crop-stage]");
    this.canvas = this.stage.querySelector("canvas");
    this.zoom = this.stage.querySelector("input[type=range]");
    this.inputs = [...root.querySelectorAll("input[type=file]")];
    this.picture = null;
    for (const input of this.inputs) input.addEventListener("change", () => this.take(input));
    this.zoom.addEventListener("input", () => this.closer(Number(this.zoom.value)));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("pointerdown", (event) => this.drag(event));
    this.canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.closer(this.scale * (event.deltaY < 0 ? 1.08 : 1 / 1.08));
    }, { passive: false });
    root.closest("form").addEventListener("submit", (event) => this.send(event));
  }

  async take(input) {
    this.picture = null;
    this.stage.hidden = true;
    for (const other of this.inputs) if (other !== input) other.value = "";
    const file = input.files[0];
    if (!file) return;
    try {
      this.picture = await createImageBitmap(file);
    } catch {
      return; // a kind this browser does not know: the home may
    }
    this.kind = ["image/png", "image/gif", "image/webp"].includes(file.type) ? "image/png" : "image/jpeg";
    this.used = input;
    this.x = this.picture.width / 2;
    this.y = this.picture.height / 2;
    this.stage.hidden = false;
    this.closer(1);
  }

  // The square that is shown: its side and its left upper corner, in the picture's pixels.
  get square() {
    const side = Math.min(this.picture.width, this.picture.height) / this.scale;
    const within = (middle, length) => Math.min(Math.max(middle, side / 2), length - side / 2);
    this.x = within(this.x, this.picture.width);
    this.y = within(this.y, this.picture.height);
    return [this.x - side / 2, this.y - side / 2, side];
  }

  closer(scale) {
    this.scale = Math.min(Math.max(scale, 1), Number(this.zoom.max));
    this.zoom.value = this.scale;
    this.draw(this.canvas);
  }

  move(across, down) {
    const [, , side] = this.square;
    this.x += (across / this.canvas.clientWidth) * side;
    this.y += (down / this.canvas.clientWidth) * side;
    this.draw(this.canvas);
  }

  draw(canvas) {
    const [x, y, side] = this.square;
    const pen = canvas.getContext("2d");
    pen.imageSmoothingQuality = "high";
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(this.picture, x, y, side, side, 0, 0, canvas.width, canvas.height);
  }

  key(event) {
    const moves = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
    if (moves[event.key]) this.move(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") this.closer(this.scale * 1.1);
    else if (event.key === "-") this.closer(this.scale / 1.1);
    else return;
    event.preventDefault();
  }

  drag(event) {
    let [x, y] = [event.clientX, event.clientY];
    this.canvas.setPointerCapture(event.pointerId);
    const moved = (next) => {
      this.move(x - next.clientX, y - next.clientY);
      [x, y] = [next.clientX, next.clientY];
    };
    this.canvas.addEventListener("pointermove", moved);
    this.canvas.addEventListener("lostpointercapture", () => this.canvas.removeEventListener("pointermove", moved), { once: true });
  }

  send(event) {
    if (!this.picture || this.cut) return;
    event.preventDefault();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = Math.round(Math.min(SENT, this.square[2]));
    this.draw(canvas);
    canvas.toBlob((blob) => {
      const files = new DataTransfer();
      files.items.add(new File([blob], "picture", { type: this.kind }));
      this.used.files = files.files;
      this.cut = true;
      event.target.requestSubmit(event.submitter);
    }, this.kind, 0.92);
  }
}

for (const root of document.querySelectorAll("[data-crop]")) new Cropper(root);
