// The roll of one chat: keeps the page's messages equal to the sandbox's, touching only changes.
import { announce } from "./announce.js";
import { draw, spoken } from "./bubble.js";
import { dayOf } from "./dates.js";
import { make } from "./dom.js";
import { focusIn, refocus } from "./keyboard.js";

/** One chat's messages on the page. */
export class Roll {
  constructor(pane, phone) {
    this.box = pane.querySelector(".roll");
    this.list = pane.querySelector(".messages");
    this.empty = pane.querySelector(".empty");
    this.phone = phone;
    this.items = new Map();
    this.fresh = true;
  }

  /** Show `messages`; return how many the bot sent that were not there before. */
  show(messages) {
    const was = focusIn(this.list);
    const low = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 60;
    const changes = messages.map((message) => this.place(message)).filter(Boolean);
    this.arrange(messages);
    const focused = refocus(this.list, was);
    const loud = this.fresh ? [] : changes.filter(({ message }) => message.by === "bot");
    for (const { message } of loud) {
      if (String(message.id) !== focused) announce(spoken(message, this.phone.name));
    }
    this.scroll(changes, low);
    this.fresh = false;
    return loud.filter((change) => change.isNew).length;
  }

  place(message) {
    const key = JSON.stringify(message);
    const known = this.items.get(message.id);
    if (known?.key === key) return null;
    const item = known?.item ?? make("li");
    draw(item, message, this.phone);
    this.items.set(message.id, { key, item });
    if (!this.fresh) this.mark(item, known ? "edited-now" : "new-now");
    return { message, item, isNew: !known };
  }

  mark(item, name) {
    item.classList.add(name);
    item.addEventListener("animationend", () => item.classList.remove(name), { once: true });
  }

  arrange(messages) {
    const wanted = [];
    let day = "";
    for (const message of messages) {
      const its = dayOf(new Date(message.at));
      if (its !== day) wanted.push(this.day(its));
      day = its;
      wanted.push(this.items.get(message.id).item);
    }
    const kept = new Set(messages.map((message) => message.id));
    for (const id of [...this.items.keys()]) if (!kept.has(id)) this.items.delete(id);
    settle(this.list, wanted);
    this.empty.hidden = messages.length > 0;
  }

  day(words) {
    const known = [...this.list.querySelectorAll(".day")].find((item) => item.textContent === words);
    return known ?? make("li", { className: "day", textContent: words });
  }

  /** Bring what is new into view, its beginning first; leave alone who reads further up. */
  scroll(changes, low) {
    const end = this.box.scrollHeight - this.box.clientHeight;
    const seen = changes.filter(({ message, isNew }) => (
      low || message.id === this.phone.tapped || (isNew && message.by === "person")
    ));
    const first = seen.find((change) => change.isNew) ?? seen[0];
    if (this.fresh || (low && !first)) this.box.scrollTop = end;
    else if (first) this.box.scrollTop = Math.min(end, first.item.offsetTop - this.box.offsetTop - 12);
  }
}

function settle(list, wanted) {
  const keep = new Set(wanted);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((item, at) => {
    if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
  });
}
