// Dates and times in the style of the NHS: 5:30pm, midday, Monday 23 November 2026.
const ZONE = "Europe/London";
const CLOCK = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "numeric", minute: "2-digit", hourCycle: "h23" });
const DAY = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "short", day: "numeric", month: "short", year: "numeric" });
const LONG_DAY = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "long", day: "numeric", month: "long" });

/** Return the time of day. */
export function timeOf(date) {
  const [hour, minute] = CLOCK.format(date).split(":").map(Number);
  if (minute === 0 && hour === 0) return "midnight";
  if (minute === 0 && hour === 12) return "midday";
  const minutes = minute ? `:${String(minute).padStart(2, "0")}` : "";
  return `${hour % 12 || 12}${minutes}${hour < 12 ? "am" : "pm"}`;
}

/** Return the day, as it stands above the day's messages. */
export function dayOf(date) {
  return LONG_DAY.format(date).replace(",", "");
}

/** Return day and time, as the sandbox clock shows them. */
export function momentOf(date) {
  return `${DAY.format(date).replace(",", "")}, ${timeOf(date)}`;
}
