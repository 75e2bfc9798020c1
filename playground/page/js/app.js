// The page: who is played, where they are, and what happens between the parts.

import { Api, Unreachable } from "./api.js";
import { Inbox } from "./inbox.js";
import { Store } from "./store.js";
import { Stream } from "./stream.js";
import { mountBanner } from "./banner.js";
import { mountMain } from "./main.js";
import { mountModals } from "./modal.js";
import { mountSidebar } from "./sidebar.js";
import { mountThread } from "./thread.js";
import { readRoute, writeRoute } from "./route.js";
import { firstName, title } from "./people.js";
import { keep, kept } from "./keep.js";
import { toast } from "./toasts.js";

// App is what every part of the page is given.
class App {
  store = new Store();
  inbox = new Inbox(this);
  toast = toast;
  #stream = new Stream(
    (event) => this.inbox.receive(event),
    (state) => this.#streamed(state),
  );

  // start plays a person: nobody named is the workspace's first. The target is
  // a message to show.
  async start(as, { target = "", ...route } = {}) {
    this.api = new Api(as);
    await this.#state();
    const { store } = this;
    this.api.as = store.me.id;
    store.route = { channel: "", thread: "", tab: "messages", pane: "main", ...route };
    store.target = target;
    store.route.channel = this.#placeOf(store.route.channel);
    if (!store.conversations.has(store.route.channel)) {
      if (store.route.channel) toast(notOpen);
      Object.assign(store.route, { channel: this.firstChannel(), thread: "", pane: "main" });
    }
    keep("person", store.me.id);
    writeRoute(store, true);
    this.#arrive();
    this.#stream.open(store.me.id);
  }

  // play switches to another person.
  async play(id) {
    this.#stream.close();
    this.inbox.clear();
    const { channel } = this.store.route;
    const shared = this.store.conversations.get(channel)?.kind !== "im";
    try {
      await this.start(id, { channel: kept(`last.${id}`, shared ? channel : "") });
      toast(`You are ${firstName(this.store.me)} now.`);
    } catch (error) {
      toast(error.message, "error");
      this.#stream.open(this.store.me.id);
    }
  }

  // sync fetches again all that is shown: events may have been missed.
  async sync() {
    try {
      this.store.forget();
      await this.#state();
      await this.#load();
    } catch (error) {
      // That nobody is there is what the banner says.
      if (!(error instanceof Unreachable)) toast(error.message, "error");
    }
  }

  // go moves to another place; what is not named stays.
  go(change, { replace = false } = {}) {
    const { store } = this;
    const before = store.route;
    store.route = { ...before, ...change };
    if (store.route.channel !== before.channel && change.tab === undefined) store.route.tab = "messages";
    writeRoute(store, replace);
    this.#arrive(before);
  }

  // restore follows the browser's back and forward buttons.
  restore(route) {
    if (route.as && route.as !== this.store.me.id) return this.play(route.as);
    const before = this.store.route;
    this.store.route = { ...before, ...route };
    this.#arrive(before);
  }

  // visit opens a permalink's message.
  visit({ channel: id, ts, thread }) {
    const channel = this.#placeOf(id);
    if (!this.store.conversations.has(channel)) return toast(notOpen);
    this.go({ channel, thread: thread || "", pane: thread ? "thread" : "main", tab: "messages" });
    this.store.target = ts;
    this.store.changed("messages", "thread");
  }

  // placeOf returns the conversation that a link names: by its own id, or as
  // the DM with a person or with the app.
  #placeOf(id) {
    const { store } = this;
    const user = id === store.app.id ? store.app.user : id;
    return [...store.conversations.values()].find((c) => c.kind === "im" && c.with === user)?.id ?? id;
  }

  // talk opens the DM with somebody.
  async talk(person, route = {}) {
    try {
      let conversation = [...this.store.conversations.values()].find((c) => c.kind === "im" && c.with === person);
      if (!conversation) {
        ({ conversation } = await this.api.post("/page/open", { with: person }));
        this.store.conversations.set(conversation.id, conversation);
        this.store.changed("workspace");
      }
      this.go({ channel: conversation.id, thread: "", pane: "main", ...route });
    } catch (error) {
      toast(error.message, "error");
    }
  }

  // watching says whether a conversation, or a thread, is before the person's
  // eyes right now.
  watching(channel, thread) {
    const { route } = this.store;
    if (document.visibilityState === "hidden" || route.channel !== channel || route.tab === "home") return false;
    if (thread) return route.thread === thread;
    return !narrow.matches || route.pane === "main";
  }

  async #state() {
    const { api } = this;
    this.inbox.hold();
    try {
      const state = await api.get("/page/state");
      if (this.api === api) this.store.take(state);
    } finally {
      this.inbox.release();
    }
  }

  #arrive(before) {
    const { store } = this;
    const { route } = store;
    document.getElementById("app").dataset.pane = route.pane;
    keep(`last.${store.me.id}`, route.channel);
    this.#read();
    store.changed("route", "messages", "thread", "workspace", "reads");
    this.#load().catch((error) => toast(error.message, "error"));
    const moved = !before || before.channel !== route.channel || before.tab !== route.tab;
    if (moved && store.isApp(store.conversation())) {
      this.api.post("/page/home", { tab: route.tab }).catch((error) => toast(error.message, "error"));
    }
  }

  async #load() {
    const { store, api } = this;
    const { channel, thread } = store.route;
    const wanted = [];
    const top = store.channel(channel);
    if (channel && !top.loaded) wanted.push(top.load(async () => (await api.get("/page/messages", { channel })).messages));
    if (thread) {
      const line = store.thread(channel, thread);
      if (!line.loaded) wanted.push(line.load(async () => (await api.get("/page/messages", { channel, thread_ts: thread })).messages));
    }
    await Promise.all(wanted);
    this.#read();
    store.changed("messages", "thread");
  }

  // read marks as seen what the person looks at.
  #read() {
    const { store } = this;
    const { channel, thread } = store.route;
    if (this.watching(channel)) {
      const shown = store.channel(channel).list.at(-1)?.ts ?? "";
      const latest = store.conversation()?.latest ?? "";
      store.reads.see(channel, shown > latest ? shown : latest);
    }
    if (thread && this.watching(channel, thread)) store.reads.seeThread(channel, thread);
    store.changed("reads");
  }

  #streamed(state) {
    this.store.stream = state;
    this.store.changed("stream");
  }

  // A newcomer lands where the newest message is: today's question.
  firstChannel() {
    const channels = [...this.store.conversations.values()].filter((c) => c.kind !== "im");
    const newest = [...channels].sort((a, b) => ((b.latest ?? "") < (a.latest ?? "") ? -1 : 1))[0];
    return (newest ?? this.store.conversations.values().next().value)?.id ?? "";
  }

  seen() {
    if (this.store.me) this.#read();
  }
}

const notOpen = "That conversation is not open to you.";
const narrow = matchMedia("(max-width: 760px)");
const app = new App();

mountSidebar(document.getElementById("sidebar"), app);
mountMain(document.getElementById("main"), app);
mountThread(document.getElementById("thread"), app);
mountModals(app);
mountBanner(document.getElementById("banner"), app);

app.store.on("route workspace reads", () => {
  const { store } = app;
  if (!store.me) return;
  const unread = store.reads.total();
  const place = store.conversation();
  const name = place?.kind === "im" ? title(store, place) : `#${place?.name ?? ""}`;
  document.title = `${unread ? `(${unread}) ` : ""}${firstName(store.me)} · ${name} · ${store.team.name}`;
});

addEventListener("popstate", () => app.restore(readRoute()));
document.addEventListener("visibilitychange", () => app.seen());

try {
  const { as, ...route } = readRoute();
  if (!route.channel && as) route.channel = kept(`last.${as}`, "");
  // A permalink does not say who follows it: whoever was played last.
  const last = !as && route.channel ? kept("person", "") : "";
  await app.start(as || last, route).catch((error) => (last ? app.start("", route) : Promise.reject(error)));
} catch (error) {
  const boot = document.querySelector(".boot");
  if (boot) boot.textContent = error.message;
  toast(error.message, "error");
}
