// Making elements without ever handing a string to the HTML parser.

/** Return a new element; `set` holds properties, `aria-*`/`data-*` keys become attributes. */
export function make(tag, set = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(set)) {
    if (key.includes("-")) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Return one of the icons of index.html; it is decoration, words stand beside it. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const use = document.createElementNS(space, "use");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Return words that only a screen reader meets. */
export function unseen(words) {
  return make("span", { className: "hidden", textContent: words });
}
