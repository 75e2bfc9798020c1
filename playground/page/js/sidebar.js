// The sidebar: who one is, where one can go, and the playground's own tools.

import { h, replace } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, firstName, fullName, title } from "./people.js";
import { time } from "./clock.js";
import { menu } from "./menu.js";
import { showFaults } from "./faults.js";
import { showTokens } from "./tokens.js";
import { mountHints, showHintsAgain } from "./hints.js";

const themes = [["system", "screen", "As the system"], ["light", "sun", "Light"], ["dark", "moon", "Dark"]];

// mountSidebar keeps the sidebar up to date.
export function mountSidebar(root, app) {
  const head = h("div", { class: "side-head" });
  const logo = h("img", { src: "/favicon.svg", alt: "", width: 28, height: 28 });
  const lists = h("div", { class: "side-lists" });
  const hints = h("div", { class: "side-hints" });
  const foot = h("div", { class: "side-foot" });
  replace(root, head, lists, hints, foot);
  mountHints(hints, app);
  app.store.on("workspace reads route", () => {
    if (!app.store.me) return;
    const focused = document.activeElement?.dataset?.key;
    replace(head, brand(app, logo), personSwitch(app));
    replace(lists, channels(app), apps(app), people(app));
    replace(foot, tools(app));
    if (focused) root.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  });
}

function brand(app, logo) {
  return h(
    "div",
    { class: "brand" },
    logo,
    h("div", {}, h("p", { class: "brand-name" }, app.store.team.name), h("p", { class: "brand-about" }, "Local playground")),
  );
}

function personSwitch(app) {
  const { store } = app;
  const button = h(
    "button",
    { type: "button", class: "person-switch", "data-test": "person-switch", "data-key": "person-switch", "data-user": store.me.id, "aria-haspopup": "menu" },
    avatar(store.me),
    h(
      "span",
      { class: "person-text" },
      h("span", { class: "person-you" }, "You are ", h("strong", {}, firstName(store.me))),
      h("span", { class: "person-about" }, [store.me.is_admin && "Admin", store.me.tz].filter(Boolean).join(" · ") || "Member"),
    ),
    icon("down"),
  );
  button.addEventListener("click", () => {
    const others = [...store.people.values()].filter((p) => !p.is_bot);
    const zone = (p) => (p.tz ? `${p.tz}, ${time(new Date(), p.tz)}` : "No time zone");
    menu(
      app,
      button,
      [
        { heading: "Be somebody else" },
        ...others.map((p) => ({
          label: `${fullName(p)}${p.is_admin ? " (admin)" : ""}`,
          hint: zone(p),
          icon: avatar(p, { small: true }),
          value: p.id,
          current: p.id === store.me.id,
          test: "person-option",
          run: () => p.id !== store.me.id && app.play(p.id),
        })),
        { line: true },
        { heading: "In a second tab" },
        ...others
          .filter((p) => p.id !== store.me.id)
          .map((p) => ({ label: `Open as ${firstName(p)}`, icon: icon("tab"), href: `/?as=${encodeURIComponent(p.id)}`, test: "person-tab" })),
      ],
      { test: "person-menu" },
    );
  });
  return button;
}

function channels(app) {
  const { store } = app;
  const list = [...store.conversations.values()].filter((c) => c.kind !== "im");
  return group("Channels", list.map((c) => row(app, c, c.kind === "private" ? icon("lock") : h("span", { class: "hash" }, "#"), "sidebar-channel")));
}

function apps(app) {
  const { store } = app;
  if (!store.app?.user) return "";
  const c = store.appConversation();
  const words = store.app.connected ? "connected" : "not connected";
  const state = h("span", { class: `dot ${store.app.connected ? "dot-on" : ""}`, role: "img", "aria-label": words, title: `The app is ${words}`, "data-test": "app-state" });
  const face = avatar(store.people.get(store.app.user) ?? { name: store.app.name, is_bot: true, color: "1f4d3a" }, { small: true });
  const node = c
    ? row(app, c, face, "sidebar-app", [store.app.name, state])
    : h("button", { type: "button", class: "side-row", "data-test": "sidebar-app", "data-key": "app", on: { click: () => app.talk(store.app.user) } }, face, h("span", { class: "side-name" }, store.app.name), state);
  return group("Apps", [node]);
}

function people(app) {
  const { store } = app;
  const others = [...store.people.values()].filter((p) => !p.is_bot && p.id !== store.me.id);
  const rows = [...others, store.me].map((p) => {
    const c = [...store.conversations.values()].find((one) => one.kind === "im" && one.with === p.id);
    const face = avatar(p, { small: true });
    if (c) return row(app, c, face, "sidebar-dm");
    const name = p.id === store.me.id ? `${fullName(p)} (you)` : fullName(p);
    return h(
      "button",
      { type: "button", class: "side-row", "data-test": "sidebar-dm", "data-user": p.id, "data-key": p.id, on: { click: () => app.talk(p.id) } },
      face,
      h("span", { class: "side-name" }, name),
    );
  });
  return group("Direct messages", rows);
}

function group(name, rows) {
  return h("section", { class: "side-group", "aria-label": name }, h("h2", { class: "side-title" }, name), h("ul", {}, rows.map((r) => h("li", {}, r))));
}

function row(app, c, mark, test, label) {
  const { store } = app;
  const here = store.route.channel === c.id;
  const unread = !here && store.reads.unread(c);
  const count = here ? 0 : store.reads.count(c.id);
  const open = () => app.go({ channel: c.id, thread: "", pane: "main" });
  return h(
    "button",
    {
      type: "button",
      class: `side-row ${here ? "here" : ""} ${unread ? "unread" : ""}`,
      "aria-current": here ? "page" : null,
      "data-test": test,
      "data-channel": c.id,
      "data-name": c.name,
      "data-user": c.with,
      "data-key": c.with ?? c.id,
      "data-unread": unread ? "true" : null,
      on: { click: open },
    },
    mark,
    h("span", { class: "side-name" }, label?.[0] ?? title(store, c)),
    label?.[1],
    unread && h("span", { class: "unseen" }, count ? `, ${count} new for you` : ", unread"),
    count > 0 && h("span", { class: "badge", "data-test": "unread-count", "aria-hidden": "true" }, count),
  );
}

function tools(app) {
  const theme = window.greenroomTheme.get();
  const at = Math.max(0, themes.findIndex(([name]) => name === theme));
  const look = h(
    "button",
    {
      type: "button",
      class: "tool",
      "data-test": "theme",
      "data-key": "theme",
      "aria-label": `Colours: ${themes[at][2]}. Change`,
      title: `Colours: ${themes[at][2]}`,
      on: {
        click: () => {
          window.greenroomTheme.set(themes[(at + 1) % themes.length][0]);
          app.store.changed("workspace");
        },
      },
    },
    icon(themes[at][1]),
  );
  const gear = h(
    "button",
    { type: "button", class: "tool", "data-test": "misbehave", "data-key": "misbehave", "aria-label": "Make the workspace misbehave", title: "Misbehave", on: { click: () => showFaults(app) } },
    icon("gear"),
  );
  const tips = h(
    "button",
    { type: "button", class: "tool", "data-test": "hints-again", "data-key": "hints", "aria-label": "What to try", title: "What to try", on: { click: () => showHintsAgain(app) } },
    icon("bulb"),
  );
  const plug =
    !app.store.bot &&
    h(
      "button",
      { type: "button", class: "tool tool-wide", "data-test": "connect", "data-key": "connect", on: { click: () => showTokens(app) } },
      icon("plug"),
      "Connect an app",
    );
  return h("div", { class: "tools" }, plug, h("span", { class: "tools-gap" }), app.store.hints.length > 0 && tips, look, gear);
}
