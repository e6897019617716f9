// The text box of a chat, its commands menu and its attach menu.
import { drop } from "./drop.js";

const ATTACH = [
  ["photo", "Photo"],
  ["voice", "Voice message"],
  ["sticker", "Sticker"],
  ["location", "Location"],
  ["document", "File"],
  ["forward", "Forwarded message"],
];

/** Wire the text box and the menus of `phone`. */
export function compose(phone) {
  const form = phone.pane.querySelector(".composer");
  const text = form.querySelector("textarea");
  label(form, text, phone);
  const box = new Box(form, text, phone);
  form.addEventListener("submit", (event) => box.submit(event));
  text.addEventListener("keydown", (event) => box.key(event));
  drop(form.querySelector('[data-drop="commands"]'), "Commands", () => commands(phone));
  drop(form.querySelector('[data-drop="attach"]'), "Attach", () => attachments(phone, box));
}

function label(form, text, phone) {
  text.id = `text-${phone.key}`;
  const words = form.querySelector("label");
  words.htmlFor = text.id;
  words.textContent = `Message from ${phone.name}`;
}

function commands(phone) {
  return phone.person.commands.map(({ command, description }) => ({
    label: `/${command}`, note: description, pick: () => phone.say(`/${command}`),
  }));
}

function attachments(phone, box) {
  const kinds = ATTACH.map(([kind, words]) => ({ label: words, pick: () => phone.attach(kind) }));
  const own = box.lastOwn();
  if (own) kinds.push({ label: "Edit the last message", pick: () => box.edit(own) });
  return kinds;
}

class Box {
  constructor(form, text, phone) {
    Object.assign(this, { form, text, phone, editing: null });
  }

  lastOwn() {
    return this.phone.person.messages.findLast((message) => message.by === "person" && message.text);
  }

  edit(message) {
    this.editing = message.id;
    this.text.value = message.text;
    this.text.focus();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) this.submit(event);
    if (event.key === "ArrowUp" && !this.text.value && this.lastOwn()) this.edit(this.lastOwn());
    if (event.key === "Escape" && this.editing) this.clear();
  }

  async submit(event) {
    event.preventDefault();
    const words = this.text.value.trim();
    if (!words) return;
    const { editing } = this;
    this.clear();
    const sent = await (editing ? this.phone.mend(editing, words) : this.phone.say(words));
    if (!sent && !this.text.value) this.text.value = words;
  }

  clear() {
    this.editing = null;
    this.text.value = "";
  }
}
