// Words for people who cannot see the change: one polite live region for the whole page.
import { make } from "./dom.js";

const KEPT = 8;

/** Have a screen reader say `words` when it has finished what it is saying. */
export function announce(words) {
  const live = document.getElementById("live");
  live.append(make("p", { textContent: words }));
  while (live.childElementCount > KEPT) live.firstElementChild.remove();
}
