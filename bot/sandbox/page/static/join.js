// Arriving: by a site's join link, as from a poster's QR code, by a lead's invitation, or without.
import { ask } from "./ask.js";
import { make } from "./dom.js";

/** Let the person of `phone` choose a join link, and open it in their chat. */
export async function join(phone) {
  const choices = links(phone.state).map((link, at) => choice(link, at === 0));
  const list = make("div", { role: "radiogroup", "aria-labelledby": "ask-title", className: "ask-body" }, ...choices);
  const answer = await ask(`How does ${phone.name} arrive?`, list, [
    { label: "Cancel", value: "", look: "plain" },
    { label: "Open", value: "open", look: "primary" },
  ]);
  const code = list.querySelector("input:checked")?.value;
  if (answer === "open") await phone.say(code ? `/start ${code}` : "/start");
}

function links({ sites, invitation }) {
  const joining = sites.map(({ name, code, example }) => ({ name, code, note: `${example ? "example site, " : ""}join code ${code}` }));
  const leading = { name: "Invitation of a wellbeing lead", code: invitation, note: "it works once" };
  const without = { name: "Without a join link", code: "", note: "found the bot without a poster or a link" };
  return [...joining, ...(invitation ? [leading] : []), without];
}

function choice({ name, code, note }, checked) {
  const radio = make("input", { type: "radio", name: "site", value: code, checked });
  const words = make("span", { textContent: name }, make("small", { textContent: note }));
  return make("label", { className: "choice" }, radio, words);
}
