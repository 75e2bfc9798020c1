// Where one is, in the page's address, so that two tabs can be two people and
// the back button works.

import { inside } from "./links.js";

const names = { as: "as", channel: "c", thread: "thread", tab: "tab", pane: "pane" };

// readRoute reads the address; absent parts are absent. A permalink names the
// message to show as its target.
export function readRoute() {
  const query = new URLSearchParams(location.search);
  const route = {};
  for (const [key, name] of Object.entries(names)) if (query.get(name)) route[key] = query.get(name);
  const link = inside(location.href);
  if (link) Object.assign(route, { channel: link.channel, target: link.ts }, link.thread && { thread: link.thread });
  return { as: "", thread: "", tab: "messages", pane: route.thread ? "thread" : "main", ...route };
}

// writeRoute puts the place into the address, as a step back or in place.
export function writeRoute(store, replace) {
  const query = new URLSearchParams();
  const theme = new URLSearchParams(location.search).get("theme");
  const route = { as: store.me.id, ...store.route };
  const usual = { tab: "messages", pane: route.thread ? "thread" : "main" };
  for (const [key, name] of Object.entries(names)) {
    if (route[key] && route[key] !== usual[key]) query.set(name, route[key]);
  }
  if (theme) query.set("theme", theme);
  const url = `/?${query}`;
  if (url === location.pathname + location.search) return;
  if (replace) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
}
