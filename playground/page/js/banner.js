// The strip on top that says when something is cut off.

import { replace } from "./dom.js";
import { icon } from "./icons.js";

const patience = 900;

// mountBanner shows a lost connection once it has lasted a moment.
export function mountBanner(root, app) {
  let timer = 0;
  app.store.on("stream", () => {
    clearTimeout(timer);
    if (app.store.stream !== "lost") {
      root.hidden = true;
      return;
    }
    timer = setTimeout(() => {
      replace(root, icon("plug"), "The connection to the playground is lost. Trying again…");
      root.hidden = false;
    }, patience);
  });
}
