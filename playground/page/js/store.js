// What the page knows: the workspace, its people, messages, and where one is.

import { Timeline } from "./timeline.js";
import { Reads } from "./reads.js";

// Store tells its listeners which topic changed, once per turn of the loop.
export class Store {
  team = { name: "" };
  me = null;
  people = new Map();
  app = null;
  conversations = new Map();
  home = null;
  views = [];
  hints = [];
  bot = true;
  tokens = null;
  stream = "opening";
  route = { channel: "", thread: "", tab: "messages", pane: "main" };
  target = ""; // the message to show next, by its ts
  reads = null;

  #channels = new Map();
  #threads = new Map();
  #listeners = new Map();
  #changed = new Set();

  // on calls listener after each change of a topic: "workspace", "messages",
  // "thread", "views", "home", "stream", "route" or "reads".
  on(topics, listener) {
    for (const topic of topics.split(" ")) {
      if (!this.#listeners.has(topic)) this.#listeners.set(topic, new Set());
      this.#listeners.get(topic).add(listener);
    }
  }

  // changed names what changed; listeners run soon, each at most once.
  changed(...topics) {
    if (this.#changed.size === 0) queueMicrotask(() => this.#tell());
    for (const topic of topics) this.#changed.add(topic);
  }

  #tell() {
    const due = new Set();
    for (const topic of this.#changed) {
      for (const listener of this.#listeners.get(topic) ?? []) due.add(listener);
    }
    this.#changed.clear();
    for (const listener of due) listener();
  }

  // take replaces the workspace by what /page/state answered.
  take(state) {
    if (this.me?.id !== state.me.id) {
      this.#channels.clear();
      this.#threads.clear();
      this.reads = new Reads(state.me.id);
    }
    this.team = state.team;
    this.me = state.me;
    this.people = new Map(state.people.map((p) => [p.id, p]));
    this.app = { commands: [], shortcuts: [], ...state.app };
    this.app.commands ??= [];
    this.app.shortcuts ??= [];
    this.conversations = new Map(state.conversations.map((c) => [c.id, c]));
    this.home = state.home ?? null;
    this.views = state.views ?? [];
    this.hints = state.hints ?? [];
    this.bot = state.bot;
    this.tokens = state.tokens ?? null;
    this.changed("workspace", "messages", "thread", "views", "home", "reads", "route");
  }

  // channel returns a conversation's messages, thread those of one thread;
  // both are made empty and not loaded when asked for first.
  channel(id) {
    return make(this.#channels, id);
  }

  thread(channel, ts) {
    return make(this.#threads, `${channel}/${ts}`);
  }

  // threadsOf lists what was opened of a conversation's threads.
  threadsOf(channel) {
    return [...this.#threads].filter(([key]) => key.startsWith(`${channel}/`)).map(([, line]) => line);
  }

  // forget drops loaded messages that may have missed events.
  forget() {
    for (const line of [...this.#channels.values(), ...this.#threads.values()]) line.loaded = false;
  }

  conversation() {
    return this.conversations.get(this.route.channel);
  }

  // appConversation is the person's DM with the app, once there is one.
  appConversation() {
    return [...this.conversations.values()].find((c) => c.kind === "im" && c.with === this.app?.user);
  }

  isApp(conversation) {
    return conversation?.kind === "im" && conversation.with === this.app?.user;
  }
}

function make(map, key) {
  if (!map.has(key)) map.set(key, new Timeline());
  return map.get(key);
}
