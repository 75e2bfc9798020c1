// The thread pane.

import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { title } from "./people.js";
import { Composer } from "./composer.js";
import { MessageList } from "./messages.js";

// mountThread shows the thread that is open, if one is.
export function mountThread(root, app) {
  const { store } = app;
  const where = h("p", { class: "topic" });
  const close = () => app.go({ thread: "", pane: "main" });
  const head = h(
    "header",
    { class: "pane-head" },
    h("button", { type: "button", class: "quiet-button back", "aria-label": "Back to the conversation", "data-test": "thread-back", on: { click: close } }, icon("back")),
    h("div", { class: "pane-title" }, h("h2", {}, "Thread"), where),
    h("button", { type: "button", class: "quiet-button thread-close", "aria-label": "Close the thread", "data-test": "thread-close", on: { click: close } }, icon("close")),
  );
  const scroller = h("div", { class: "scroller" });
  const list = new MessageList(app, scroller, { thread: true });
  const composer = new Composer(app, { thread: true });
  replace(root, head, scroller, h("div", { class: "pane-foot" }, composer.node));

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.target.matches("select, [type=date], [type=time]")) close();
  });
  store.on("thread route workspace", () => {
    if (!store.me) return;
    const { channel, thread } = store.route;
    root.hidden = !thread;
    document.getElementById("app").classList.toggle("with-thread", Boolean(thread));
    if (!thread) return list.clear();
    const conversation = store.conversation();
    where.textContent = conversation?.kind === "im" ? title(store, conversation) : `#${conversation?.name ?? ""}`;
    composer.show(channel, thread);
    list.update(channel, store.thread(channel, thread), conversation, thread);
    if (app.focusThread) {
      app.focusThread = false;
      composer.focus();
    }
  });
}
