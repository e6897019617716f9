// The bot's HTML is hostile input: it is parsed inertly, then rebuilt from an allow-list.
import { make, unseen } from "./dom.js";

const PLAIN = { B: "b", STRONG: "b", I: "i", EM: "i", U: "u", INS: "u", S: "s", STRIKE: "s",
  DEL: "s", CODE: "code", PRE: "pre", BLOCKQUOTE: "blockquote" };
const COMMAND = /(?<![^\s(])(\/[a-z][a-z0-9_]{0,31})\b(?!\/)/;
const SCHEMES = new Set(["https:", "http:", "tel:", "mailto:"]);

// Parsing is a Trusted Types sink; this policy feeds DOMParser only, whose document never runs.
const inert = globalThis.trustedTypes?.createPolicy("inert", { createHTML: (words) => words })
  ?? { createHTML: (words) => words };

/** Return safe nodes for Telegram's HTML; a tag that is not allowed leaves only its words. */
export function safe(html) {
  const parsed = new DOMParser().parseFromString(inert.createHTML(html), "text/html");
  return rebuilt(parsed.body);
}

/** Return the words of Telegram's HTML. */
export function plain(html) {
  return new DOMParser().parseFromString(inert.createHTML(html), "text/html").body.textContent;
}

/** Return `address` as a URL when it may be followed, else null. */
export function followable(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && SCHEMES.has(url.protocol) ? url : null;
}

function rebuilt(source) {
  const result = document.createDocumentFragment();
  for (const node of source.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) result.append(...worded(node));
    else if (node.nodeType === Node.ELEMENT_NODE) result.append(element(node));
  }
  return result;
}

/** A command in the words can be tapped, as in Telegram, but not inside a link or code.
    A quote stands on lines of its own, so the break after it ends its line and leaves none empty. */
function worded(text) {
  if (text.parentElement.closest("a, code, pre")) return [text.data];
  const quoted = text.previousSibling?.tagName === "BLOCKQUOTE";
  return text.data.slice(quoted && text.data.startsWith("\n") ? 1 : 0).split(COMMAND).map((piece, at) => (
    at % 2 ? make("button", { type: "button", className: "command", textContent: piece }) : piece
  ));
}

function element(node) {
  if (node.tagName in PLAIN) return make(PLAIN[node.tagName], {}, rebuilt(node));
  if (node.tagName === "A") return link(node);
  if (node.tagName === "TG-SPOILER" || node.className === "tg-spoiler") return spoiler(node);
  return rebuilt(node);
}

function link(node) {
  const url = followable(node.getAttribute("href") ?? "");
  if (!url) return rebuilt(node);
  return make("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, rebuilt(node));
}

function spoiler(node) {
  const cover = make("span", { "aria-hidden": "true", textContent: node.textContent });
  const button = make("button", { type: "button", className: "spoiler" }, cover, unseen("Show hidden words"));
  button.addEventListener("click", () => {
    const shown = make("span", { tabIndex: -1 }, rebuilt(node));
    button.replaceWith(shown);
    shown.focus();
  });
  return button;
}
