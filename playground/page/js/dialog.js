// Dialogs: one on top of another, each holding the focus until it closes.

import { focusable, h, uid } from "./dom.js";

const open = [];

// showDialog puts content on top of the page and returns {node, close}. The
// rest of the page is inert meanwhile; Escape calls onEscape; closing gives the
// focus back to where it was.
export function showDialog({ label, labelledby, content, onEscape, test, className = "", first, role = "dialog" }) {
  const opener = document.activeElement;
  const node = h(
    "div",
    { class: `dialog ${className}`, role, "aria-modal": "true", "aria-label": label, "aria-labelledby": labelledby, "data-test": test, tabindex: "-1", id: uid("dialog") },
    content,
  );
  const layer = h("div", { class: "layer" }, node);
  const entry = { layer, node };
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      event.preventDefault();
      event.stopPropagation();
      onEscape?.();
    } else if (event.key === "Tab") {
      trap(node, event);
    }
  });
  open.push(entry);
  document.getElementById("dialogs").append(layer);
  settle();
  (first?.() ?? focusable(node)[0] ?? node).focus();
  return {
    node,
    close() {
      const at = open.indexOf(entry);
      if (at < 0) return;
      open.splice(at, 1);
      layer.remove();
      settle();
      const back = open.at(-1)?.node ?? opener;
      if (back?.isConnected && back !== document.body) {
        const target = open.length && opener && open.at(-1).node.contains(opener) ? opener : back;
        // What came meanwhile stays in view.
        target.focus({ preventScroll: true });
      }
    },
  };
}

// settle leaves only the topmost dialog reachable.
function settle() {
  document.getElementById("app").inert = open.length > 0;
  open.forEach((entry, i) => {
    entry.layer.inert = i < open.length - 1;
  });
}

function trap(node, event) {
  const stops = focusable(node);
  if (stops.length === 0) {
    event.preventDefault();
    return;
  }
  const [first, last] = [stops[0], stops.at(-1)];
  const at = document.activeElement;
  if (event.shiftKey && (at === first || at === node)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && at === last) {
    event.preventDefault();
    first.focus();
  }
}
