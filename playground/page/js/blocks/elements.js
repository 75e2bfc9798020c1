// The elements that stand in blocks, by type.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { menu } from "../menu.js";
import { inside, safeURL } from "../links.js";
import { checkboxes, radios } from "./choices.js";
import { date, dateTime, time } from "./dates.js";
import { multiSelect, select } from "./select.js";
import { number, textInput, typedInput } from "./textinput.js";
import { words } from "./text.js";

const kinds = {
  button,
  overflow,
  image: picture,
  static_select: select,
  users_select: select,
  channels_select: select,
  conversations_select: select,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  multi_channels_select: multiSelect,
  multi_conversations_select: multiSelect,
  radio_buttons: radios,
  checkboxes,
  datepicker: date,
  timepicker: time,
  datetimepicker: dateTime,
  plain_text_input: textInput,
  number_input: number,
  email_text_input: typedInput,
  url_text_input: typedInput,
};

// element renders one element of a block. ids name the label, hint and error
// when the block is an input.
export function element(app, surface, block, el, ids) {
  const render = kinds[el?.type];
  if (!render) return h("span", { class: "block-unknown" }, `[${el?.type ?? "nothing"}]`);
  const node = render(app, surface, block, el, ids);
  const control = node.matches(".counted") ? node.firstElementChild : node;
  control.dataset.actionId = el.action_id ?? "";
  control.dataset.blockId = block.block_id ?? "";
  return node;
}

function button(app, surface, block, el) {
  const props = {
    class: `button ${el.style === "primary" ? "button-primary" : ""} ${el.style === "danger" ? "button-danger" : ""}`,
    "aria-label": el.accessibility_label,
    "data-test": "block-button",
    "data-value": el.value,
  };
  const href = safeURL(el.url ?? "");
  const place = href && inside(href);
  const press = (event) => {
    if (place) {
      event.preventDefault();
      app.visit(place);
    }
    surface.act(block, el, el.value === undefined ? {} : { value: el.value }, node);
  };
  const label = h("span", { class: "button-label" }, words(el.text));
  const node = href
    ? h("a", { ...props, href, target: place ? null : "_blank", rel: "noopener noreferrer", on: { click: press } }, label)
    : h("button", { ...props, type: "button", on: { click: press } }, label);
  return node;
}

function overflow(app, surface, block, el) {
  const node = h(
    "button",
    { type: "button", class: "button button-icon", "aria-label": "More actions", "aria-haspopup": "menu", "data-test": "block-overflow" },
    icon("more"),
  );
  node.addEventListener("click", () => {
    const items = (el.options ?? []).map((option) => ({
      label: words(option.text),
      hint: option.description ? words(option.description) : "",
      value: option.value,
      run: () => {
        const href = safeURL(option.url ?? "");
        if (href) window.open(href, "_blank", "noopener");
        surface.act(block, el, { selected_option: option }, node);
      },
    }));
    menu(app, node, items);
  });
  return node;
}

function picture(app, surface, block, el) {
  const node = h("img", { class: "thumb", src: safeURL(el.image_url ?? ""), alt: el.alt_text ?? "" });
  node.addEventListener("error", () => node.replaceWith(h("span", { class: "picture-missing" }, el.alt_text ?? "")));
  return node;
}
