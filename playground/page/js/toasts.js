// Short notices in the corner. They stay while pointed at, and long enough to
// be read; the newest are kept when there are many.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const most = 4;
const perCharacter = 60;
const shortest = 5000;

// toast shows words for the person; kind is "info" or "error". The same words
// twice in a row are shown once.
export function toast(text, kind = "info") {
  const root = document.getElementById("toasts");
  for (const old of root.children) if (old.dataset.text === text) old.remove();
  const shut = h("button", { type: "button", class: "toast-close", "aria-label": "Dismiss", on: { click: () => node.remove() } }, icon("close"));
  const node = h("div", { class: `toast toast-${kind}`, "data-test": "toast", "data-text": text }, icon(kind === "error" ? "warn" : "bulb"), h("p", {}, text), shut);
  root.append(node);
  while (root.children.length > most) root.firstChild.remove();
  let timer;
  const arm = () => {
    clearTimeout(timer);
    timer = setTimeout(() => node.remove(), Math.max(shortest, text.length * perCharacter));
  };
  node.addEventListener("pointerenter", () => clearTimeout(timer));
  node.addEventListener("pointerleave", arm);
  node.addEventListener("focusin", () => clearTimeout(timer));
  node.addEventListener("focusout", arm);
  arm();
}
