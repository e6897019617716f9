// One person's phone: their chat with the bot, and everything they can do in it.
import { announce } from "./announce.js";
import { openLink, tell } from "./ask.js";
import { compose } from "./composer.js";
import { make } from "./dom.js";
import { join } from "./join.js";
import { Roll } from "./roll.js";
import { followable } from "./sanitise.js";
import { act } from "./wire.js";

const TOAST_MS = 7000;

/** A person of the sandbox, and the pane that shows their chat. */
export class Phone {
  constructor(person) {
    this.key = person.key;
    this.name = person.name;
    this.person = person;
    this.toasts = null;
    this.tapped = null;
    this.pane = this.build(person);
    this.roll = new Roll(this.pane, this);
    compose(this);
  }

  build(person) {
    const pane = document.getElementById("pane").content.cloneNode(true).firstElementChild;
    const title = pane.querySelector("h2");
    pane.id = `pane-${person.key}`;
    title.id = `name-${person.key}`;
    title.textContent = person.name;
    pane.querySelector(".who p").textContent = person.role;
    pane.querySelector(".face").textContent = person.name.slice(0, 1);
    pane.classList.toggle("lead", /lead/i.test(person.role));
    pane.setAttribute("aria-labelledby", title.id);
    pane.querySelector(".roll").setAttribute("aria-label", `Messages between Handrail and ${person.name}`);
    for (const door of pane.querySelectorAll("[data-join]")) door.addEventListener("click", () => join(this));
    pane.querySelector("[data-start]").addEventListener("click", () => this.say("/start"));
    pane.querySelector(".messages").addEventListener("click", (event) => this.clicked(event));
    return pane;
  }

  /** Show what the sandbox holds; return how many new messages came from the bot. */
  show(person, state) {
    this.person = person;
    this.state = state;
    if (state.about) this.pane.querySelector(".empty-words").textContent = state.about;
    this.answers(person.toasts);
    return this.roll.show(person.messages);
  }

  /** Return a message of this chat by its id. */
  message(id) {
    return this.person.messages.find((message) => message.id === id);
  }

  say(text) { return this.send("send", { text }); }

  mend(message, text) { return this.send("edit", { message, text }); }

  attach(kind) { return this.send("media", { kind }); }

  tap(button) {
    this.tapped = button.message;
    return this.send("tap", button);
  }

  async send(action, body) {
    const refused = await act(action, { person: this.key, ...body });
    if (refused) this.toast(refused, true);
    return !refused;
  }

  /** Follow a link: the bot's own deep links stay in this chat. */
  follow(address) {
    const url = followable(address);
    const own = url?.host === "t.me" && url.pathname.slice(1) === this.state.bot;
    if (!own) return openLink(address);
    const code = url.searchParams.get("start");
    return this.say(code ? `/start ${code}` : "/start");
  }

  clicked(event) {
    const command = event.target.closest(".command");
    if (command) this.say(command.textContent);
    const link = event.target.closest(".words a");
    if (!link) return;
    event.preventDefault();
    this.follow(link.href);
  }

  answers(toasts) {
    const known = this.toasts ?? new Set(toasts.map((toast) => toast.id));
    for (const toast of toasts.filter(({ id }) => !known.has(id))) {
      if (toast.alert) tell(`Handrail to ${this.name}`, toast.text);
      else this.toast(toast.text, true);
    }
    this.toasts = new Set(toasts.map((toast) => toast.id));
  }

  /** Show a passing line above the chat; `aloud` has it spoken too. */
  toast(words, aloud = false) {
    const line = make("p", { className: "toast", textContent: words });
    this.pane.querySelector(".toasts").replaceChildren(line);
    setTimeout(() => line.remove(), TOAST_MS);
    if (aloud) announce(words);
  }
}
