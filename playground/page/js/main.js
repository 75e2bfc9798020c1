// The middle: a conversation's header, its messages or the app's Home, and
// the composer.

import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, fullName, title } from "./people.js";
import { Composer } from "./composer.js";
import { Home } from "./home.js";
import { MessageList } from "./messages.js";
import { tokenList } from "./tokens.js";

// mountMain keeps the conversation pane up to date.
export function mountMain(root, app) {
  const { store } = app;
  const head = h("header", { class: "pane-head" });
  const notice = h("div", { class: "pane-notice" });
  const scroller = h("div", { class: "scroller", id: "panel-messages" });
  const home = h("div", { class: "scroller home", id: "panel-home", role: "tabpanel", "aria-label": "Home", hidden: true });
  const hints = h("div", { class: "main-hints", "data-slot": "hints" });
  const foot = h("div", { class: "pane-foot" });
  const list = new MessageList(app, scroller);
  const composer = new Composer(app, { thread: false, sent: () => list.toEnd() });
  const homeView = new Home(app, home);
  const archived = h("p", { class: "strip", "data-test": "archived", hidden: true }, icon("lock"), "This channel is archived. Nobody can write in it.");
  foot.append(hints, composer.node, archived);
  let begun = false;

  const draw = () => {
    if (!store.me) return;
    if (!begun) {
      begun = true;
      replace(root, head, notice, scroller, home, foot);
    }
    const conversation = store.conversation();
    const atHome = store.isApp(conversation) && store.route.tab === "home";
    header(head, app, conversation);
    notices(notice, app);
    scroller.hidden = atHome;
    foot.hidden = atHome;
    home.hidden = !atHome;
    hints.hidden = conversation?.kind === "im";
    if (atHome) homeView.update();
    archived.hidden = !conversation?.archived;
    composer.node.hidden = Boolean(conversation?.archived);
    composer.show(store.route.channel, "");
    const line = store.channel(store.route.channel);
    list.update(store.route.channel, line, conversation);
  };
  store.on("workspace messages route home reads", draw);
}

function header(root, app, conversation) {
  const { store } = app;
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.test : "";
  if (!conversation) {
    replace(root, back(app), h("h1", {}, "No conversation"));
    return;
  }
  const im = conversation.kind === "im";
  const mark = im ? avatar(store.people.get(conversation.with), { small: true }) : conversation.kind === "private" ? icon("lock") : h("span", { class: "hash" }, "#");
  const isApp = store.isApp(conversation);
  replace(
    root,
    back(app),
    h(
      "div",
      { class: "pane-title" },
      h("h1", { "data-test": "conversation-title" }, mark, h("span", {}, title(store, conversation)), isApp && h("span", { class: "bot-badge" }, "APP")),
      conversation.topic && h("p", { class: "topic" }, conversation.topic),
      isApp && !store.app.connected && h("p", { class: "topic topic-warn", "data-test": "app-offline" }, "The app is not connected."),
    ),
    isApp ? tabs(app) : members(store, conversation),
  );
  if (focused) root.querySelector(`[data-test="${focused}"]`)?.focus();
}

function back(app) {
  return h(
    "button",
    { type: "button", class: "quiet-button back", "aria-label": "Back to all conversations", "data-test": "back", on: { click: () => app.go({ pane: "sidebar" }) } },
    icon("back"),
  );
}

function members(store, conversation) {
  if (conversation.kind === "im" || !conversation.members?.length) return "";
  const people = conversation.members.map((id) => store.people.get(id)).filter(Boolean);
  const names = people.map(fullName).join(", ");
  return h(
    "div",
    { class: "members", title: names, role: "img", "aria-label": `${people.length} members: ${names}` },
    people.slice(0, 4).map((p) => avatar(p, { small: true })),
    h("span", { class: "members-count" }, people.length),
  );
}

function tabs(app) {
  if (app.store.app.home_tab === false || app.store.app.messages_tab === false) return "";
  const now = app.store.route.tab === "home" ? "home" : "messages";
  const tab = (name, label) =>
    h(
      "button",
      {
        type: "button",
        role: "tab",
        class: "tab",
        "aria-selected": String(now === name),
        "aria-controls": `panel-${name}`,
        tabindex: now === name ? 0 : -1,
        "data-test": `tab-${name}`,
        on: { click: () => app.go({ tab: name, thread: "", pane: "main" }) },
      },
      label,
    );
  const node = h("div", { class: "tabs", role: "tablist", "aria-label": "App" }, tab("home", "Home"), tab("messages", "Messages"));
  node.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = now === "home" ? "messages" : "home";
    app.go({ tab: next, thread: "", pane: "main" });
    requestAnimationFrame(() => document.querySelector(`[data-test=tab-${next}]`)?.focus());
  });
  return node;
}

// notices tells of an app that is not there: with the tokens when one's own is
// awaited.
function notices(root, app) {
  const { store } = app;
  const wanted = !store.app || store.app.connected ? "" : store.bot ? "waiting" : "alone";
  if (root.dataset.shown === wanted) return;
  root.dataset.shown = wanted;
  if (wanted === "waiting") {
    replace(root, h("p", { class: "strip", role: "status", "data-test": "app-waiting" }, icon("plug"), `${store.app.name} is not connected. It may be starting, or reconnecting.`));
  } else if (wanted === "alone") {
    const card = h("details", { class: "alone", open: true, "data-test": "alone" }, h("summary", {}, icon("plug"), "Connect your app to this workspace"), tokenList(app));
    replace(root, card);
  } else {
    replace(root);
  }
}
