// On a narrow screen: one chat at a time, with tabs, each saying what is unread.
import { make } from "./dom.js";

/** Show `phones` side by side, or one by one where the screen is narrow. */
export class Tabs {
  constructor(phones) {
    this.phones = phones;
    this.bar = document.getElementById("tabs");
    this.narrow = globalThis.matchMedia("(max-width: 62rem)");
    this.open = phones[0].key;
    this.unread = new Map();
    this.bar.setAttribute("role", "tablist");
    this.bar.replaceChildren(...phones.map((phone) => this.tab(phone)));
    this.bar.addEventListener("keydown", (event) => this.walk(event));
    this.narrow.addEventListener("change", () => this.lay());
    this.lay();
  }

  tab(phone) {
    const words = [make("b", { textContent: phone.name }), make("small", { textContent: phone.person.role })];
    const tab = make("button", { type: "button", role: "tab", id: `tab-${phone.key}`, "aria-controls": phone.pane.id }, ...words);
    tab.dataset.key = phone.key;
    tab.addEventListener("click", () => this.choose(phone.key));
    return tab;
  }

  walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const at = this.phones.findIndex((phone) => phone.key === this.open);
    this.choose(this.phones.at((at + step) % this.phones.length).key);
    document.getElementById(`tab-${this.open}`).focus();
    event.preventDefault();
  }

  choose(key) {
    this.open = key;
    this.unread.delete(key);
    this.lay();
  }

  /** Remember that `count` messages came to a chat nobody is looking at. */
  count(key, count) {
    if (!count || !this.narrow.matches || key === this.open) return;
    this.unread.set(key, (this.unread.get(key) ?? 0) + count);
    this.lay();
  }

  lay() {
    const narrow = this.narrow.matches;
    this.bar.hidden = !narrow;
    document.getElementById("clock").open = !narrow;
    for (const { key, pane } of this.phones) {
      pane.hidden = narrow && key !== this.open;
      pane.setAttribute("role", narrow ? "tabpanel" : "region");
      this.dress(document.getElementById(`tab-${key}`), key);
    }
  }

  dress(tab, key) {
    tab.setAttribute("aria-selected", String(key === this.open));
    tab.tabIndex = key === this.open ? 0 : -1;
    tab.querySelector(".unread")?.remove();
    const count = this.unread.get(key);
    if (count) tab.append(make("span", { className: "unread", textContent: count, "aria-label": `${count} new` }));
  }
}
