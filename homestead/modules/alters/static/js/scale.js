// What time stands where in a timeline. Times are as clocks at home show them, in
// milliseconds as if that were UTC, so the browser's own zone does not matter.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export class Scale {
  /** `picture` tells in `data-scale` which time stands at which percent of its width. */
  constructor(picture) {
    this.points = JSON.parse(picture.dataset.scale);
    this.since = this.points[0][1];
    this.until = this.time(Number(picture.dataset.until));
    const hours = (this.points.at(-1)[1] - this.since) / HOUR;
    this.step = (hours <= 50 ? 5 : hours <= 200 ? 15 : 60) * MINUTE;
  }

  /** Return where `time` stands, in percent. */
  x(time) {
    return this.#between(time, 1, 0);
  }

  /** Return the same, at the picture's edge for what lies outside. */
  inside(time) {
    return Math.min(Math.max(this.x(time), 0), 100);
  }

  /** Return what time it is at `x` percent. */
  time(x) {
    return this.#between(x, 0, 1);
  }

  /** Return the time at `x` percent, to a step of five minutes or more. */
  rounded(x) {
    return Math.round(this.time(x) / this.step) * this.step;
  }

  /** Return the time that a box has as `2026-11-21T14:30`. */
  read(value) {
    return Date.parse(`${value}Z`);
  }

  /** Return `time` as a box has it. */
  written(time) {
    return new Date(time).toISOString().slice(0, 16);
  }

  #between(value, from, to) {
    const inner = this.points.slice(1, -1);
    const place = inner.filter((point) => point[from] <= value).length;
    const [low, high] = [this.points[place], this.points[place + 1]];
    const share = (value - low[from]) / (high[from] - low[from]);
    return low[to] + share * (high[to] - low[to]);
  }
}
