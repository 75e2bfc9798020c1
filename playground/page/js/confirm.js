// The small dialog that asks before an act.

import { h, uid } from "./dom.js";
import { text, words } from "./blocks/text.js";
import { showDialog } from "./dialog.js";

const plain = (value) => ({ type: "plain_text", text: value, emoji: false });

// confirm shows a Block Kit confirm object and resolves to the person's word.
export function confirm(app, object) {
  return new Promise((resolve) => {
    const title = uid("confirm");
    let dialog;
    const done = (yes) => {
      dialog.close();
      resolve(yes);
    };
    const deny = h("button", { type: "button", class: "button", "data-test": "confirm-no", on: { click: () => done(false) } }, words(object.deny) || "Cancel");
    const accept = h(
      "button",
      { type: "button", class: `button ${object.style === "danger" ? "button-danger-full" : "button-primary"}`, "data-test": "confirm-yes", on: { click: () => done(true) } },
      words(object.confirm) || "Yes",
    );
    dialog = showDialog({
      role: "alertdialog",
      labelledby: title,
      className: "dialog-small",
      test: "confirm",
      onEscape: () => done(false),
      first: () => deny,
      content: [
        h("header", { class: "dialog-head" }, h("h2", { id: title }, words(object.title) || "Are you sure?")),
        h("div", { class: "dialog-body" }, h("div", { class: "confirm-text" }, text(app, object.text))),
        h("footer", { class: "dialog-foot" }, deny, accept),
      ],
    });
  });
}

// ask is confirm with plain words.
export function ask(app, { title, text: body, yes, danger }) {
  return confirm(app, { title: plain(title), text: plain(body), confirm: plain(yes), deny: plain("Cancel"), style: danger ? "danger" : "primary" });
}
