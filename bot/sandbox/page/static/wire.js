// What goes to the sandbox and comes back: JSON, and a line for every change.

/** Return the whole state of the sandbox. */
export async function fetchState() {
  const answer = await fetch("/page/state", { cache: "no-store" });
  if (!answer.ok) throw new Error(`state: ${answer.status}`);
  return answer.json();
}

/** Send one action; return null, or in words why the sandbox refused it. */
export async function act(action, body = {}) {
  try {
    const answer = await fetch(`/page/${action}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.ok ? null : (await answer.json()).error;
  } catch {
    return "The sandbox is not answering.";
  }
}

/** Call `changed` at every change, one call at a time; `lost(true|false)` tells of the line. */
export function listen(changed, lost) {
  let running = false;
  let again = false;
  const run = async () => {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      try {
        await changed();
        lost(false);
      } catch {
        lost(true);
      }
    }
    running = false;
  };
  const events = new EventSource("/page/events");
  events.addEventListener("message", run);
  events.addEventListener("error", () => lost(true));
}
