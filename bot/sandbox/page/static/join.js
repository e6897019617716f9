// Arriving: by a site's join link, as from a poster's QR code, or without one.
import { ask } from "./ask.js";
import { make } from "./dom.js";

/** Let the person of `phone` choose a join link, and open it in their chat. */
export async function join(phone) {
  const sites = [...phone.state.sites, { name: "Without a join link", code: "" }];
  const choices = sites.map((site, at) => choice(site, at === 0));
  const list = make("div", { role: "radiogroup", "aria-labelledby": "ask-title", className: "ask-body" }, ...choices);
  const answer = await ask(`How does ${phone.name} arrive?`, list, [
    { label: "Cancel", value: "", look: "plain" },
    { label: "Open", value: "open", look: "primary" },
  ]);
  const code = list.querySelector("input:checked")?.value;
  if (answer === "open") await phone.say(code ? `/start ${code}` : "/start");
}

function choice({ name, code, example }, checked) {
  const radio = make("input", { type: "radio", name: "site", value: code, checked });
  const kind = example ? "example site, " : "";
  const note = code ? `${kind}join code ${code}` : "found the bot without a poster or a link";
  const words = make("span", { textContent: name }, make("small", { textContent: note }));
  return make("label", { className: "choice" }, radio, words);
}
