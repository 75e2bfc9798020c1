// Date, time and date-with-time pickers: the browser's own.

import { h } from "../dom.js";
import { changed, describe } from "./field.js";
import { words } from "./text.js";

export function date(app, surface, block, el, ids) {
  return picker(surface, block, el, ids, "date", "selected_date", el.initial_date);
}

export function time(app, surface, block, el, ids) {
  return picker(surface, block, el, ids, "time", "selected_time", el.initial_time);
}

// dateTime holds seconds since 1970 and shows them in the browser's zone.
export function dateTime(app, surface, block, el, ids) {
  const now = surface.form.begin(block, el, { selected_date_time: el.initial_date_time ?? null });
  const node = h("input", { type: "datetime-local", class: "control control-short", value: local(now.selected_date_time), "data-test": "datetimepicker" });
  const set = () => {
    const seconds = node.value ? Math.floor(new Date(node.value).getTime() / 1000) : null;
    const back = () => (node.value = local(surface.form.get(block, el).selected_date_time));
    changed(surface, block, el, { selected_date_time: seconds }, node, back);
  };
  node.addEventListener("change", set);
  return describe(node, el, ids, words(el.placeholder));
}

function local(seconds) {
  if (!seconds) return "";
  const moment = new Date(seconds * 1000);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

function picker(surface, block, el, ids, type, field, initial) {
  const now = surface.form.begin(block, el, { [field]: initial ?? null });
  const node = h("input", { type, class: "control control-short", value: now[field] ?? "", "data-test": el.type });
  node.addEventListener("change", () => {
    const back = () => (node.value = surface.form.get(block, el)[field] ?? "");
    changed(surface, block, el, { [field]: node.value || null }, node, back);
  });
  return describe(node, el, ids, words(el.placeholder) || (type === "date" ? "Date" : "Time"));
}
