// Menus that drop from a button, with the keys that menus have.

import { h } from "./dom.js";

let close = () => {};

// closeMenu takes away whichever menu is open.
export function closeMenu() {
  close();
}

// menu opens below its button. Items are {label, hint, icon, run, value,
// current, danger, href}, {heading} or {line: true}.
export function menu(app, button, items, { test = "menu", onClose } = {}) {
  const again = button.getAttribute("aria-expanded") === "true";
  close();
  if (again) return;
  const node = h("div", { class: "menu", role: "menu", "data-test": test, tabindex: "-1" });
  const shut = (refocus) => {
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", shut);
    button.setAttribute("aria-expanded", "false");
    node.remove();
    close = () => {};
    if (refocus) button.focus();
    onClose?.();
  };
  const outside = (event) => {
    if (!node.contains(event.target) && !button.contains(event.target)) shut(false);
  };
  for (const item of items) node.append(row(item, () => shut(true)));
  node.addEventListener("keydown", (event) => keys(event, node, () => shut(true)));
  close = () => shut(false);
  (button.closest(".dialog") ?? document.getElementById("popups")).append(node);
  button.setAttribute("aria-expanded", "true");
  place(node, button);
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", shut);
  entries(node)[0]?.focus();
}

function row(item, shut) {
  if (item.line) return h("hr", { class: "menu-line" });
  if (item.heading) return h("p", { class: "menu-heading" }, item.heading);
  const inner = [
    item.icon,
    h("span", { class: "menu-text" }, h("span", {}, item.label), item.hint && h("span", { class: "menu-hint" }, item.hint)),
    item.current && h("span", { class: "menu-current" }, "now"),
  ];
  const props = {
    class: `menu-item ${item.danger ? "menu-danger" : ""}`,
    role: "menuitem",
    tabindex: "-1",
    "data-test": item.test ?? "menu-item",
    "data-value": item.value,
    "aria-current": item.current ? "true" : null,
  };
  const run = () => {
    shut();
    item.run?.();
  };
  return item.href
    ? h("a", { ...props, href: item.href, target: "_blank", rel: "noopener", on: { click: shut } }, inner)
    : h("button", { ...props, type: "button", on: { click: run } }, inner);
}

function entries(node) {
  return [...node.querySelectorAll("[role=menuitem]")];
}

function keys(event, node, shut) {
  const list = entries(node);
  const at = list.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    list[(to + list.length) % list.length]?.focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    shut();
  } else if (event.key.length === 1 && /\S/.test(event.key)) {
    const key = event.key.toLowerCase();
    const after = [...list.slice(at + 1), ...list.slice(0, at + 1)];
    after.find((item) => item.textContent.trim().toLowerCase().startsWith(key))?.focus();
  }
}

// place keeps a menu inside the window, below its button if it fits there.
function place(node, button) {
  const anchor = button.getBoundingClientRect();
  const box = node.getBoundingClientRect();
  const margin = 8;
  const below = anchor.bottom + 4;
  const top = below + box.height > innerHeight - margin ? Math.max(margin, anchor.top - box.height - 4) : below;
  const left = Math.min(Math.max(margin, anchor.left), Math.max(margin, innerWidth - box.width - margin));
  node.style.top = `${top}px`;
  node.style.left = `${left}px`;
}
