// The one dialog of the page: alerts, questions, and what a link would open.
import { make } from "./dom.js";
import { followable } from "./sanitise.js";

let turn = Promise.resolve();

/** Ask; return the chosen button's value, or "" when it was closed. Dialogs wait their turn. */
export function ask(title, body, buttons) {
  const answer = turn.then(() => shown(title, body, buttons));
  turn = answer.catch(() => {});
  return answer;
}

/** Show something that has to be closed. */
export function tell(title, body) {
  return ask(title, body, [{ label: "OK", value: "ok", look: "primary" }]);
}

/** Say where a link goes and open it only when asked to, as Telegram does. */
export async function openLink(address, title = "Open this link?") {
  const url = followable(address);
  const words = `${address}\n\nThis leaves the sandbox.`;
  if (!url) return tell("This link cannot be opened here", address);
  const choice = await ask(title, words, [
    { label: "Stay here", value: "", look: "plain" },
    { label: "Open", value: "open", look: "primary" },
  ]);
  if (choice === "open") globalThis.open(url.href, "_blank", "noopener,noreferrer");
  return choice;
}

function shown(title, body, buttons) {
  const dialog = document.getElementById("ask");
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector(".ask-body").replaceChildren(body);
  dialog.querySelector(".ask-buttons").replaceChildren(...buttons.map((each) => choice(dialog, each)));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue), { once: true });
  });
}

/** A way out is no submit button, or Enter in the form would take it for the default. */
function choice(dialog, { label, value, look }) {
  const button = make("button", { type: value ? "submit" : "button", value, className: look, textContent: label });
  if (!value) button.addEventListener("click", () => dialog.close(""));
  return button;
}
