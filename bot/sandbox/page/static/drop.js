// A menu that drops from a button: Escape, a click elsewhere, or leaving it closes it.
import { make } from "./dom.js";

/** Wire `box` (button and list); `items()` gives [{label, note, pick}] each time it opens. */
export function drop(box, name, items) {
  const button = box.querySelector("button");
  const list = box.querySelector("ul");
  const close = () => {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const open = () => {
    list.replaceChildren(...entries(items(), () => { close(); button.focus(); }));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    list.querySelector("button")?.focus();
  };
  list.setAttribute("aria-label", name);
  button.addEventListener("click", () => (list.hidden ? open() : close()));
  box.addEventListener("keydown", (event) => walk(event, list, () => { close(); button.focus(); }));
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
}

function entries(items, close) {
  if (!items.length) return [make("li", {}, make("p", { textContent: "The bot has set no commands yet." }))];
  return items.map(({ label, note, pick }) => {
    const words = [make("span", { textContent: label }), note ? make("small", { textContent: note }) : null];
    const button = make("button", { type: "button" }, ...words.filter(Boolean));
    button.addEventListener("click", () => { close(); pick(); });
    return make("li", {}, button);
  });
}

function walk(event, list, close) {
  if (list.hidden) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") close();
  if (!step) return;
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
}
