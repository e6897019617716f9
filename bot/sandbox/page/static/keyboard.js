// The buttons under a message, what each kind does, and where the focus goes when they change.
import { announce } from "./announce.js";
import { openLink } from "./ask.js";
import { icon, make, unseen } from "./dom.js";

const MARKS = { url: ["out", " (link)"], web_app: ["app", " (opens a page)"], copy: ["copy", " (copies)"] };

/** Return the rows of `message`'s buttons; `phone` is whose chat they are in. */
export function keyboard(message, phone) {
  const rows = message.buttons.map((row, at) => make(
    "div", { className: "key-row" }, ...row.map((button, column) => key(button, message, at, column, phone)),
  ));
  return make("div", { className: "keys", role: "group", "aria-label": "Buttons of this message" }, ...rows);
}

function key(button, message, row, column, phone) {
  const [mark, hint] = MARKS[button.kind] ?? [null, ""];
  const element = make("button", { type: "button", className: "key", textContent: button.text });
  if (mark) element.append(unseen(hint), icon(mark));
  element.dataset.row = row;
  element.dataset.column = column;
  element.dataset.label = bare(button.text);
  element.addEventListener("click", () => press(button, message, phone));
  return element;
}

async function press(button, message, phone) {
  if (button.kind === "callback") phone.tap({ message: message.id, data: button.value });
  else if (button.kind === "copy") await copy(button.value, phone);
  else if (button.kind === "web_app") await openLink(button.value, "Open this page?");
  else await phone.follow(button.value);
}

async function copy(words, phone) {
  await navigator.clipboard.writeText(words).catch(() => {});
  phone.toast(`Copied: ${words}`);
  announce(`Copied: ${words}`);
}

/** Return a label without the tick or bullet it may start with. */
function bare(label) {
  return label.replace(/^[^\p{L}\p{N}]+/u, "").trim();
}

/** Return where the focus is inside `list`: message, row, column, label; or null. */
export function focusIn(list) {
  const at = document.activeElement;
  const message = list.contains(at) ? at.closest(".message") : null;
  return message && { id: message.dataset.id, ...at.dataset };
}

/** Put a focus that got lost where it makes sense; return the message that then has it. */
export function refocus(list, was) {
  if (!was || list.contains(document.activeElement)) return null;
  const same = list.querySelector(`.message[data-id="${CSS.escape(was.id)}"]`);
  const twin = same?.querySelector(`.key[data-row="${was.row}"][data-column="${was.column}"]`);
  const kept = twin && twin.dataset.label === was.label;
  const target = kept ? twin : (same ?? list.querySelector(".message:last-child"));
  target?.focus({ preventScroll: true });
  return kept ? null : (target?.dataset.id ?? null);
}
