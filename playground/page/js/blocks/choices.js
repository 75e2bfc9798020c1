// Radio buttons and checkboxes.

import { h, uid } from "../dom.js";
import { changed, describe } from "./field.js";
import { text } from "./text.js";

export function radios(app, surface, block, el, ids) {
  const now = surface.form.begin(block, el, { selected_option: el.initial_option ?? null });
  const name = uid("radio");
  const node = h("div", { class: "choices", role: "radiogroup", "data-test": "radio-buttons" });
  const show = () => {
    const value = surface.form.get(block, el).selected_option?.value;
    for (const box of node.querySelectorAll("input")) box.checked = box.value === value;
  };
  for (const option of el.options ?? []) {
    const pick = () => changed(surface, block, el, { selected_option: option }, node, show);
    const box = h("input", { type: "radio", name, value: option.value, checked: option.value === now.selected_option?.value, on: { change: pick } });
    node.append(choice(app, box, option));
  }
  return describe(node, el, ids);
}

export function checkboxes(app, surface, block, el, ids) {
  const now = surface.form.begin(block, el, { selected_options: el.initial_options ?? [] });
  const chosen = new Set(now.selected_options.map((o) => o.value));
  const node = h("div", { class: "choices", role: "group", "data-test": "checkboxes" });
  const boxes = () => [...node.querySelectorAll("input")];
  const show = () => {
    const values = new Set(surface.form.get(block, el).selected_options.map((o) => o.value));
    for (const box of boxes()) box.checked = values.has(box.value);
  };
  const pick = () => {
    const values = new Set(boxes().filter((b) => b.checked).map((b) => b.value));
    changed(surface, block, el, { selected_options: el.options.filter((o) => values.has(o.value)) }, node, show);
  };
  for (const option of el.options ?? []) {
    const box = h("input", { type: "checkbox", value: option.value, checked: chosen.has(option.value), on: { change: pick } });
    node.append(choice(app, box, option));
  }
  return describe(node, el, ids);
}

function choice(app, box, option) {
  return h(
    "label",
    { class: "choice" },
    box,
    h("span", {}, text(app, option.text), option.description && h("span", { class: "choice-about" }, text(app, option.description))),
  );
}
