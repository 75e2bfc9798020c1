// Links that leave the page, links that stay in it, and mentions.

import { h } from "./dom.js";
import { stamp, full, date } from "./clock.js";

// safeURL returns the address if a browser may open it, or "".
export function safeURL(url) {
  try {
    const parsed = new URL(url);
    return ["http:", "https:", "mailto:"].includes(parsed.protocol) ? parsed.href : "";
  } catch {
    return "";
  }
}

// inside reads a permalink of this workspace: {channel, ts, thread}, or null.
export function inside(url) {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    return null;
  }
  if (parsed.host !== location.host && !parsed.host.endsWith("slack.com")) return null;
  if (parsed.pathname.endsWith("/app_redirect")) {
    // To a conversation, to the DM with a person, or to that with an app.
    const channel = parsed.searchParams.get("channel") ?? parsed.searchParams.get("app");
    return channel ? { channel, ts: "", thread: "" } : null;
  }
  const found = /\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?/.exec(parsed.pathname);
  if (!found) return null;
  const ts = found[2] ? `${found[2]}.${found[3]}` : "";
  return { channel: found[1], ts, thread: parsed.searchParams.get("thread_ts") ?? "" };
}

// link makes an anchor; a permalink of this workspace opens in the page.
export function link(app, url, ...label) {
  const href = safeURL(url);
  if (!href) return h("span", {}, ...label);
  const place = inside(href);
  const props = { class: "link", href };
  if (place) props.on = { click: (event) => follow(app, event, place) };
  else Object.assign(props, { target: "_blank", rel: "noopener noreferrer" });
  return h("a", props, ...label);
}

// follow goes to a place of this workspace in answer to a click.
export function follow(app, event, place) {
  event.preventDefault();
  app.visit(place);
}

// mention shows a person by name.
export function mention(app, id, fallback) {
  const person = app.store.people.get(id);
  const self = id === app.store.me?.id;
  return h("span", { class: self ? "mention mention-me" : "mention", "data-user": id }, `@${person?.name ?? fallback ?? id}`);
}

// everyone shows <!here>, <!channel> and <!everyone>.
export function everyone(range) {
  return h("span", { class: "mention mention-me" }, `@${range}`);
}

// channelLink shows a channel by name and opens it.
export function channelLink(app, id, fallback) {
  const channel = app.store.conversations.get(id);
  if (!channel) return h("span", { class: "mention" }, `#${fallback || id}`);
  const open = () => app.go({ channel: id, thread: "", pane: "main" });
  return h("button", { type: "button", class: "mention mention-link", on: { click: open } }, `#${channel.name}`);
}

// when shows a moment in the reader's own zone.
export function when(app, seconds, pattern, url) {
  const moment = date(seconds);
  const zone = app.store.me?.tz;
  const shown = h("time", { datetime: moment.toISOString(), title: full(moment, zone) }, stamp(moment, pattern, zone));
  return url ? link(app, url, shown) : shown;
}
