// Select menus. One choice is the browser's own select, which every keyboard,
// phone and screen reader knows; several are a list of checkboxes that unfolds.

import { h, replace, uid } from "../dom.js";
import { title } from "../people.js";
import { changed, describe } from "./field.js";
import { words } from "./text.js";

export function select(app, surface, block, el, ids) {
  const source = sourceOf(app, el);
  const now = surface.form.begin(block, el, { [source.one]: source.initial ?? null });
  const node = h("select", { class: "control control-select", "data-test": "select" });
  const placeholder = words(el.placeholder) || "Choose an option";
  // A required choice cannot be taken back; an optional one can.
  node.append(h("option", { value: "", disabled: !block.optional, hidden: !block.optional }, placeholder));
  for (const group of source.groups) {
    const options = group.options.map((o) => h("option", { value: o.value }, o.label));
    if (group.label) node.append(h("optgroup", { label: group.label }, options));
    else node.append(...options);
  }
  const show = () => {
    node.value = source.key(surface.form.get(block, el)[source.one]);
    if (node.selectedIndex < 0) node.value = "";
    node.classList.toggle("empty", node.value === "");
  };
  node.addEventListener("change", () => {
    node.classList.toggle("empty", node.value === "");
    changed(surface, block, el, { [source.one]: source.pick(node.value) }, node, show);
  });
  if (now[source.one] && !source.find(source.key(now[source.one]))) surface.form.set(block, el, { [source.one]: source.initial ?? null });
  show();
  return describe(node, el, ids, placeholder);
}

export function multiSelect(app, surface, block, el, ids) {
  const source = sourceOf(app, el);
  surface.form.begin(block, el, { [source.many]: source.initials });
  const placeholder = words(el.placeholder) || "Choose options";
  const summary = h("summary", { class: "control control-select", "data-test": "multi-select" });
  const list = h("div", { class: "multi-list", role: "group", "aria-label": placeholder, tabindex: "-1" });
  const node = h("details", { class: "multi" }, summary, list);
  const most = el.max_selected_items ?? Infinity;
  const chosen = () => surface.form.get(block, el)[source.many] ?? [];
  const boxes = () => [...list.querySelectorAll("input")];
  const show = () => {
    const keys = new Set(chosen().map(source.key));
    const picked = source.all.filter((o) => keys.has(o.value));
    for (const box of boxes()) {
      box.checked = keys.has(box.value);
      box.disabled = !box.checked && keys.size >= most;
    }
    summary.classList.toggle("empty", picked.length === 0);
    replace(summary, picked.length ? picked.map((o) => h("span", { class: "chip" }, o.label)) : placeholder);
  };
  const pick = () => {
    const values = boxes().filter((b) => b.checked).map((b) => source.pick(b.value));
    surface.form.set(block, el, { [source.many]: values });
    show();
  };
  for (const group of source.groups) {
    if (group.label) list.append(h("p", { class: "multi-group" }, group.label));
    for (const o of group.options) {
      list.append(h("label", { class: "choice" }, h("input", { type: "checkbox", value: o.value, on: { change: pick } }), h("span", {}, o.label)));
    }
  }
  let before = "";
  // Closed by a click or a key elsewhere: when those are over, so that nothing
  // moves away from under the pointer.
  const outside = (event) => {
    if (!node.contains(event.target)) node.open = false;
  };
  node.addEventListener("toggle", () => {
    // The app is told once, when the list is closed, as Slack does.
    const now = JSON.stringify(chosen());
    for (const event of ["click", "keyup"]) {
      if (node.open) document.addEventListener(event, outside, true);
      else document.removeEventListener(event, outside, true);
    }
    if (node.open) list.scrollIntoView({ block: "nearest" });
    if (node.open) before = now;
    else if (now !== before && (block.type !== "input" || block.dispatch_action)) {
      surface.act(block, el, { [source.many]: chosen() }, node);
    }
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.open) return;
    event.stopPropagation();
    node.open = false;
    summary.focus();
  });
  show();
  summary.id = uid("multi");
  if (el.focus_on_load) summary.dataset.focusOnLoad = "";
  if (ids) {
    summary.setAttribute("aria-labelledby", `${ids.label} ${summary.id}`);
    summary.setAttribute("aria-describedby", `${ids.error} ${ids.hint}`);
  }
  return node;
}

// sourceOf says what can be chosen, and how a choice is written in state.
function sourceOf(app, el) {
  const kind = el.type.replace("multi_", "");
  if (kind === "static_select") return staticSource(el);
  const noun = { users_select: "user", channels_select: "channel", conversations_select: "conversation" }[kind];
  const { store } = app;
  const conversations = [...store.conversations.values()];
  const options =
    noun === "user"
      ? [...store.people.values()].map((p) => ({ value: p.id, label: p.real_name || p.name }))
      : conversations
          .filter((c) => noun === "conversation" || c.kind === "channel")
          .map((c) => ({ value: c.id, label: c.kind === "im" ? title(store, c) : `#${c.name}` }));
  return {
    one: `selected_${noun}`,
    many: `selected_${noun}s`,
    initial: el[`initial_${noun}`],
    initials: el[`initial_${noun}s`] ?? [],
    groups: [{ options }],
    all: options,
    key: (value) => value ?? "",
    pick: (value) => value || null,
    find: (value) => options.find((o) => o.value === value),
  };
}

function staticSource(el) {
  const groups = (el.option_groups ?? [{ options: el.options ?? [] }]).map((group) => ({
    label: group.label ? words(group.label) : "",
    options: group.options.map((o) => ({ value: o.value, label: words(o.text), option: o })),
  }));
  const all = groups.flatMap((g) => g.options);
  const find = (value) => all.find((o) => o.value === value);
  return {
    one: "selected_option",
    many: "selected_options",
    initial: el.initial_option,
    initials: el.initial_options ?? [],
    groups,
    all,
    key: (option) => option?.value ?? "",
    pick: (value) => find(value)?.option ?? null,
    find,
  };
}
