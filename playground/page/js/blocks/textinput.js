// Text inputs: one line, many lines, numbers, addresses.

import { h, uid } from "../dom.js";
import { describe } from "./field.js";
import { words } from "./text.js";

export function textInput(app, surface, block, el, ids) {
  const now = surface.form.begin(block, el, { value: el.initial_value || null });
  const props = { class: "control", placeholder: words(el.placeholder), value: now.value ?? "", "data-test": "text-input" };
  const field = el.multiline ? h("textarea", { ...props, rows: 5 }) : h("input", { ...props, type: "text", autocomplete: "off" });
  return typing(surface, block, el, ids, field);
}

export function number(app, surface, block, el, ids) {
  const now = surface.form.begin(block, el, { value: el.initial_value ?? null });
  const field = h("input", {
    class: "control control-short",
    type: "number",
    step: el.is_decimal_allowed ? "any" : "1",
    min: el.min_value,
    max: el.max_value,
    placeholder: words(el.placeholder),
    value: now.value ?? "",
    "data-test": "number-input",
  });
  return typing(surface, block, el, ids, field);
}

export function typedInput(app, surface, block, el, ids) {
  const now = surface.form.begin(block, el, { value: el.initial_value ?? null });
  const type = el.type === "email_text_input" ? "email" : "url";
  const field = h("input", { class: "control", type, placeholder: words(el.placeholder), value: now.value ?? "", "data-test": "text-input" });
  return typing(surface, block, el, ids, field);
}

// typing keeps what is entered, counts it where there is a limit, and tells
// the app of it when the block asks for that.
function typing(surface, block, el, ids, field) {
  describe(field, el, ids, words(el.placeholder));
  const counter = el.max_length ? h("span", { class: "counter", "data-test": "counter", id: uid("count"), hidden: true }) : null;
  const count = () => {
    if (!counter) return;
    const left = el.max_length - field.value.length;
    counter.hidden = left > Math.max(20, el.max_length * 0.1);
    counter.textContent = left >= 0 ? `${left} left` : `${-left} too many`;
    counter.classList.toggle("counter-over", left < 0);
  };
  const tell = () => {
    const value = surface.form.get(block, el).value;
    surface.act(block, el, { value }, field);
  };
  const asked = el.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  field.addEventListener("input", () => {
    surface.form.set(block, el, { value: field.value === "" ? null : field.value });
    count();
    if (block.dispatch_action && asked.includes("on_character_entered")) tell();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || el.multiline) return;
    if (!block.dispatch_action || !asked.includes("on_enter_pressed")) return;
    event.preventDefault();
    event.stopPropagation();
    tell();
  });
  count();
  return counter ? h("div", { class: "counted" }, field, counter) : field;
}
