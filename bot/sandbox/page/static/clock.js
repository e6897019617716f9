// The sandbox's clock: shows it, runs it on between changes, moves it forward.
import { announce } from "./announce.js";
import { tell } from "./ask.js";
import { momentOf } from "./dates.js";
import { act, fetchState } from "./wire.js";

const TICK_MS = 5000;

/** The clock in the top bar. */
export class Clock {
  constructor() {
    this.seen = null;
    for (const button of document.querySelectorAll("[data-minutes]")) {
      button.addEventListener("click", () => this.move(Number(button.dataset.minutes)));
    }
    document.getElementById("free").addEventListener("submit", (event) => {
      event.preventDefault();
      const { amount, unit } = event.target.elements;
      this.move(Number(amount.value) * Number(unit.value));
    });
    setInterval(() => this.draw(), TICK_MS);
  }

  /** Take the sandbox's moment; `live` says whether it runs on by itself. */
  set(now, live) {
    this.seen = { at: new Date(now).getTime(), mark: performance.now(), live };
    this.draw();
  }

  draw() {
    if (!this.seen) return "";
    const ran = this.seen.live ? performance.now() - this.seen.mark : 0;
    const now = new Date(this.seen.at + ran);
    const words = momentOf(now);
    for (const place of document.querySelectorAll("[data-now]")) place.textContent = words;
    document.getElementById("now").dateTime = now.toISOString();
    return words;
  }

  async move(minutes) {
    const refused = await act("clock", { minutes });
    if (refused) return tell("The clock did not move", refused);
    const { now, live } = await fetchState();
    this.set(now, live);
    return announce(`The sandbox clock says ${this.draw()}.`);
  }
}
