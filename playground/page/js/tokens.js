// The tokens to connect one's own app with, when the workspace runs alone.

import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { showDialog } from "./dialog.js";

const names = [["app", "App-level token", "SLACK_APP_TOKEN"], ["bot", "Bot token", "SLACK_BOT_TOKEN"], ["api_url", "API URL", "SLACK_API_URL"]];

// tokenList shows each with a button to copy it.
export function tokenList(app) {
  const tokens = app.store.tokens ?? {};
  const rows = names.filter(([key]) => tokens[key]);
  const lines = rows.map(([key, , variable]) => `export ${variable}=${tokens[key]}`).join("\n");
  return h(
    "div",
    { class: "tokens", "data-test": "tokens" },
    rows.map(([key, label, variable]) => {
      const id = uid("token");
      return h(
        "div",
        { class: "token" },
        h("label", { for: id }, label, h("code", { class: "code" }, variable)),
        h(
          "div",
          { class: "token-row" },
          h("input", { id, class: "control", readonly: true, value: tokens[key], "data-test": `token-${key}`, on: { focus: (event) => event.target.select() } }),
          h("button", { type: "button", class: "button", "aria-label": `Copy ${label}`, on: { click: () => copy(app, tokens[key], label) } }, icon("copy"), "Copy"),
        ),
      );
    }),
    h("button", { type: "button", class: "button", "data-test": "copy-all", on: { click: () => copy(app, lines, "All three") } }, "Copy as shell variables"),
  );
}

// showTokens opens them as a dialog.
export function showTokens(app) {
  const title = uid("title");
  const close = () => dialog.close();
  const dialog = showDialog({
    labelledby: title,
    test: "tokens-dialog",
    onEscape: () => close(),
    content: [
      h("header", { class: "dialog-head" }, h("h2", { id: title }, "Connect an app"), h("button", { type: "button", class: "quiet-button", "aria-label": "Close", on: { click: close } }, icon("close"))),
      h("div", { class: "dialog-body" }, h("p", { class: "lead" }, "Any Slack client that can be given an API URL connects to this workspace with these."), tokenList(app)),
    ],
  });
}

async function copy(app, text, what) {
  try {
    await navigator.clipboard.writeText(text);
    app.toast(`${what} copied.`);
  } catch {
    app.toast("The browser does not allow copying. Select the text and copy it by hand.", "error");
  }
}
