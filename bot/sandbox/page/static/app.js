// The sandbox page: draws what the sandbox holds, whenever it says that something changed.
import { announce } from "./announce.js";
import { ask, tell } from "./ask.js";
import { Clock } from "./clock.js";
import { Phone } from "./phone.js";
import { Tabs } from "./tabs.js";
import { act, fetchState, listen } from "./wire.js";

const clock = new Clock();
let phones = new Map();
let tabs = null;

function build(people) {
  phones = new Map(people.map((person) => [person.key, new Phone(person)]));
  document.getElementById("panes").replaceChildren(...[...phones.values()].map((phone) => phone.pane));
  tabs = new Tabs([...phones.values()]);
}

function sameRoom(people) {
  return people.length === phones.size && people.every(({ key }) => phones.has(key));
}

async function refresh() {
  const state = await fetchState();
  if (!sameRoom(state.people)) build(state.people);
  clock.set(state.now, state.live);
  for (const person of state.people) {
    tabs.count(person.key, phones.get(person.key).show(person, state));
  }
}

function lost(isLost) {
  document.getElementById("lost").hidden = !isLost;
}

async function reset() {
  const answer = await ask(
    "Start again?",
    "This empties all three chats and erases everything the bot has kept. The clock goes back to now.",
    [
      { label: "Keep as it is", value: "", look: "plain" },
      { label: "Erase and start again", value: "erase", look: "danger" },
    ],
  );
  if (answer !== "erase") return;
  const refused = await act("reset");
  if (refused) await tell("The sandbox was not reset", refused);
  else announce("The sandbox has started again.");
}

document.getElementById("reset").addEventListener("click", reset);
listen(refresh, lost);
