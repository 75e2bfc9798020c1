// The misbehaviour on demand: what a real Slack does on a bad day.

import { h, uid } from "./dom.js";
import { icon } from "./icons.js";
import { showDialog } from "./dialog.js";

const kinds = [
  ["rate_limit", "Rate limit", "API calls are answered 429 with Retry-After."],
  ["server_error", "Server error", "API calls are answered with a 5xx status."],
  ["hang", "Hang", "API calls get no answer."],
  ["lost_response", "Lost response", "A call is done, but its answer never arrives."],
  ["hang_after", "Hang afterwards", "A call is done, and no answer comes."],
  ["late_response", "Late response", "A call is done, and its answer comes five seconds later."],
  ["drop_socket", "Drop the socket", "The app's connection is cut without a word."],
  ["refresh_socket", "Refresh the socket", "The app is asked to connect again."],
  ["link_disabled", "Switch Socket Mode off", "The app is told that it may not connect."],
  ["late_history", "Late history", "What is posted shows in histories only seconds later."],
  ["no_charts", "No charts", "A message with a chart is refused, as in a workspace that has none yet."],
  ["duplicate", "Duplicates", "Events are delivered twice."],
  ["lose_events", "Lose an event", "An event never comes."],
  ["reorder", "Reordering", "Events overtake one another."],
];

// showFaults opens the menu of faults.
export function showFaults(app) {
  const title = uid("title");
  const name = uid("fault");
  const method = h("input", { class: "control", id: uid("method"), placeholder: "every method, or chat.postMessage", autocomplete: "off", spellcheck: "false" });
  const count = h("input", { class: "control control-short", id: uid("count"), type: "number", min: 1, max: 1000, value: "1" });
  const form = h(
    "form",
    { class: "dialog-body faults" },
    h("p", { class: "lead" }, "Watch how the app copes. Nothing here is lost for good."),
    h(
      "fieldset",
      { class: "choices" },
      h("legend", { class: "unseen" }, "What should go wrong"),
      kinds.map(([kind, label, about], i) =>
        h("label", { class: "choice" }, h("input", { type: "radio", name, value: kind, checked: i === 0 }), h("span", {}, label, h("span", { class: "choice-about" }, about))),
      ),
    ),
    h(
      "div",
      { class: "two" },
      h("div", {}, h("label", { class: "input-label", for: method.id }, "Method", h("span", { class: "optional" }, " (optional)")), method),
      h("div", {}, h("label", { class: "input-label", for: count.id }, "Times"), count),
    ),
  );
  const close = () => dialog.close();
  const send = async (body, said) => {
    try {
      await app.api.post("/page/fault", body);
      app.toast(said);
      close();
    } catch (error) {
      app.toast(error.message, "error");
    }
  };
  const start = () => {
    const kind = form.querySelector("input[type=radio]:checked").value;
    const label = kinds.find(([k]) => k === kind)[1];
    const body = { kind, count: Number(count.value) || 1 };
    if (method.value.trim()) body.method = method.value.trim();
    send(body, `${label}: set.`);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    start();
  });
  const dialog = showDialog({
    labelledby: title,
    test: "faults",
    onEscape: close,
    first: () => form.querySelector("input[type=radio]"),
    content: [
      h("header", { class: "dialog-head" }, h("h2", { id: title }, "Misbehave"), h("button", { type: "button", class: "quiet-button", "aria-label": "Close", on: { click: close } }, icon("close"))),
      form,
      h(
        "footer",
        { class: "dialog-foot" },
        h("button", { type: "button", class: "button", "data-test": "fault-off", on: { click: () => send({ kind: "off" }, "The workspace behaves again.") } }, "Behave again"),
        h("button", { type: "button", class: "button button-primary", "data-test": "fault-on", on: { click: start } }, "Misbehave"),
      ),
    ],
  });
}
