// The layout blocks.

import { h, append, uid } from "../dom.js";
import { safeURL } from "../links.js";
import { element } from "./elements.js";
import { paragraph, text, words } from "./text.js";

export function section(app, surface, block) {
  const body = h("div", { class: "section-body" });
  if (block.text) body.append(paragraph(app, block.text, { class: "section-text" }));
  if (block.fields?.length) {
    body.append(h("div", { class: "fields" }, block.fields.map((f) => paragraph(app, f, { class: "field" }))));
  }
  const node = h("div", { class: "block-section" }, body);
  if (block.accessory) {
    const picture = block.accessory.type === "image";
    node.append(h("div", { class: picture ? "accessory accessory-image" : "accessory" }, element(app, surface, block, block.accessory)));
  }
  return node;
}

export function header(app, surface, block) {
  const level = Math.min(Math.max(Number(block.level) || 2, 1), 4) + 1;
  return h(`h${level}`, { class: `block-header level-${level - 1}` }, words(block.text));
}

export function divider() {
  return h("hr", { class: "block-divider" });
}

export function context(app, surface, block) {
  const items = (block.elements ?? []).map((item) =>
    item.type === "image"
      ? h("img", { class: "context-image", src: safeURL(item.image_url), alt: item.alt_text ?? "" })
      : paragraph(app, item, { class: "context-text" }),
  );
  return h("div", { class: "block-context" }, items);
}

export function actions(app, surface, block) {
  return h("div", { class: "block-actions" }, (block.elements ?? []).map((e) => element(app, surface, block, e)));
}

export function image(app, surface, block) {
  return figure(block.image_url ?? block.slack_file?.url, block.alt_text, words(block.title));
}

// figure is a picture with a title; one that cannot be loaded leaves its words
// and a link, since the page asks nothing of other hosts by itself.
export function figure(url, alt, title) {
  const href = safeURL(url ?? "");
  const shown = h("img", { class: "picture", src: href, alt: alt ?? "", loading: "lazy" });
  const node = h("figure", { class: "block-image" }, title && h("figcaption", {}, title), shown);
  shown.addEventListener("error", () => {
    const rest = h("p", { class: "picture-missing" }, `[image] ${alt ?? ""} `);
    if (href) append(rest, [h("a", { class: "link", href, target: "_blank", rel: "noopener noreferrer" }, "Open it")]);
    shown.replaceWith(rest);
  });
  return node;
}

// input is a labelled element with room for a hint and for an error.
export function input(app, surface, block) {
  const ids = { label: uid("label"), hint: uid("hint"), error: uid("error") };
  const control = element(app, surface, block, block.element, ids);
  const grouped = control.matches("[role=group], [role=radiogroup], details");
  const named = control.matches("input, select, textarea") ? control : control.querySelector("input, select, textarea, button");
  if (!grouped && named) named.id ||= uid("control");
  const label = h(
    grouped ? "div" : "label",
    { class: "input-label", id: ids.label, for: grouped ? null : named?.id },
    words(block.label),
    block.optional && h("span", { class: "optional" }, " (optional)"),
  );
  return h(
    "div",
    { class: "block-input" },
    label,
    control,
    h("p", { class: "input-error", id: ids.error, "data-test": "field-error", hidden: true }),
    block.hint && h("p", { class: "input-hint", id: ids.hint }, words(block.hint)),
  );
}

export function alert(app, surface, block) {
  const level = ["info", "success", "warning", "error"].includes(block.level) ? block.level : "info";
  return h("div", { class: `block-alert alert-${level}`, role: "note" }, text(app, block.text));
}

