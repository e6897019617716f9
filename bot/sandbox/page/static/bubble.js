// One message: its words, picture or document, its time, and its buttons.
import { timeOf } from "./dates.js";
import { icon, make, unseen } from "./dom.js";
import { keyboard } from "./keyboard.js";
import { plain, safe } from "./sanitise.js";

const MEDIA = { photo: "Photo", voice: "Voice message", sticker: "Sticker", location: "Location",
  document: "File", forward: "Forwarded message" };

/** Fill `item` with `message`; `phone` knows the other messages and what a tap does. */
export function draw(item, message, phone) {
  item.className = `message ${message.by}${message.buttons.length ? " keyed" : ""}`;
  item.dataset.id = message.id;
  item.tabIndex = -1;
  item.replaceChildren(bubble(message, phone));
  if (message.buttons.length) item.append(keyboard(message, phone));
  return item;
}

/** Return what a screen reader says of `message` when it arrives or changes. */
export function spoken(message, who) {
  const count = message.buttons.flat().length;
  const buttons = count ? ` ${count} ${count === 1 ? "button" : "buttons"}.` : "";
  const seen = [message.photo ? "Picture." : "", message.document ? `Document ${message.document.name}.` : ""];
  return `Handrail to ${who}: ${seen.join(" ")} ${plain(message.html)}${buttons}`;
}

function bubble(message, phone) {
  const words = make("div", { className: "words" }, safe(message.html));
  return make(
    "div", { className: "bubble" },
    unseen(message.by === "bot" ? "Handrail:" : "You:"),
    reply(message, phone), picture(message), file(message), media(message),
    message.html ? words : null, fine(message),
  );
}

function reply(message, phone) {
  const first = message.reply_to && phone.message(message.reply_to);
  return first ? make("p", { className: "reply", textContent: plain(first.html) }) : null;
}

function picture(message) {
  if (!message.photo) return null;
  const alt = message.html ? "Picture, described below" : "Picture";
  const image = make("img", { src: message.photo, alt, loading: "lazy" });
  return make("a", { className: "photo", href: message.photo, target: "_blank", rel: "noopener" }, image);
}

function file(message) {
  if (!message.document) return null;
  const { name, url, size } = message.document;
  const words = make("span", { textContent: name }, make("small", { textContent: sized(size) }));
  return make("a", { className: "document", href: url, download: name }, icon("file"), words);
}

function sized(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function media(message) {
  const bare = message.media && !message.photo && !message.document;
  return bare ? make("p", { className: "media", textContent: MEDIA[message.media] ?? message.media }) : null;
}

function fine(message) {
  const at = new Date(message.at);
  const notes = [];
  if (message.silent) notes.push(icon("quiet"), unseen("sent without a sound"));
  if (message.edited) notes.push("edited");
  const time = make("time", { dateTime: message.at, textContent: timeOf(at) });
  return make("p", { className: "fine" }, ...notes, time);
}
