// Times as a person reads them, in the zone of the person being played.

const locale = navigator.language?.startsWith("en") ? navigator.language : "en-GB";
const formats = new Map();

function format(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formats.has(key)) {
    let made;
    try {
      made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone || undefined });
    } catch {
      // A zone that this browser does not know.
      made = new Intl.DateTimeFormat(locale, options);
    }
    formats.set(key, made);
  }
  return formats.get(key);
}

// date turns a Slack timestamp, or seconds, into a Date.
export function date(ts) {
  return new Date(Number(ts) * 1000);
}

export function time(when, zone) {
  return format(zone, { hour: "numeric", minute: "2-digit" }).format(when);
}

// shortTime leaves out the half of the day, where there is no room for it.
export function shortTime(when, zone) {
  const parts = format(zone, { hour: "numeric", minute: "2-digit" }).formatToParts(when);
  return parts.filter((p) => p.type !== "dayPeriod").map((p) => p.value).join("").trim();
}

// full is date and time in words, for titles.
export function full(when, zone) {
  return format(zone, { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" }).format(when);
}

// dayKey names the calendar day, such as "2026-11-22".
export function dayKey(when, zone) {
  const parts = Object.fromEntries(
    format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(when).map((p) => [p.type, p.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

// near is "Today", "Yesterday" or "Tomorrow", or "" for other days.
function near(when, zone) {
  const key = dayKey(when, zone);
  const day = 24 * 3600 * 1000;
  for (const [shift, word] of [[0, "Today"], [-day, "Yesterday"], [day, "Tomorrow"]]) {
    if (key === dayKey(new Date(Date.now() + shift), zone)) return word;
  }
  return "";
}

// day is a day's heading.
export function day(when, zone) {
  const options = { weekday: "long", day: "numeric", month: "long" };
  if (dayKey(when, zone).slice(0, 4) !== dayKey(new Date(), zone).slice(0, 4)) options.year = "numeric";
  return near(when, zone) || format(zone, options).format(when);
}

// ago is a rough distance in the past or the future.
export function ago(when) {
  const seconds = (when.getTime() - Date.now()) / 1000;
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
  }
  return "just now";
}

// stamp fills in the format of a <!date^…> mark.
export function stamp(when, pattern, zone) {
  const long = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
  const middle = { day: "numeric", month: "long", year: "numeric" };
  const short = { day: "numeric", month: "short", year: "numeric" };
  const as = (options) => format(zone, options).format(when);
  const pretty = (options) => near(when, zone).toLowerCase() || as(options);
  const fields = {
    date_num: () => dayKey(when, zone),
    date_slash: () => as({ day: "2-digit", month: "2-digit", year: "numeric" }),
    date: () => as(middle),
    date_long: () => as(long),
    date_long_full: () => as(long),
    date_short: () => as(short),
    date_pretty: () => pretty(middle),
    date_short_pretty: () => pretty(short),
    date_long_pretty: () => pretty(long),
    day_divider_pretty: () => day(when, zone),
    time: () => time(when, zone),
    time_secs: () => as({ hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(when),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (fields[name] ? fields[name]() : whole));
}
