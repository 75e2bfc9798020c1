// The "Try this" card for a newcomer. It can be put away, and called back.

import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { keep, kept } from "./keep.js";
import { mrkdwn } from "./mrkdwn.js";

const wide = matchMedia("(min-width: 761px) and (min-height: 700px)");

// mountHints shows the card in the sidebar where there is room for it, else
// above the composer.
export function mountHints(side, app) {
  const draw = () => {
    const narrow = document.querySelector("[data-slot=hints]");
    const put = (place) => {
      replace(side);
      if (narrow) replace(narrow);
      if (place && app.store.hints.length > 0 && !kept("hints.away", false)) place.append(card(app, draw));
    };
    put(wide.matches ? side : narrow);
  };
  app.store.on("workspace", draw);
  wide.addEventListener("change", draw);
}

// showHintsAgain takes back that the card was put away.
export function showHintsAgain(app) {
  keep("hints.away", undefined);
  app.store.changed("workspace");
  if (!wide.matches) app.go({ pane: "main" });
}

function card(app, draw) {
  const away = () => {
    keep("hints.away", true);
    draw();
  };
  return h(
    "section",
    { class: "hints", "data-test": "hints", "aria-label": "Try this" },
    h(
      "header",
      {},
      icon("bulb"),
      h("h2", {}, "Try this"),
      h("button", { type: "button", class: "quiet-button", "data-test": "hints-close", "aria-label": "Put the hints away", on: { click: away } }, icon("close")),
    ),
    h("ul", {}, app.store.hints.map((hint) => h("li", {}, mrkdwn(app, hint)))),
  );
}
