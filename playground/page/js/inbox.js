// Events from the server, put into the store.

import { isReply } from "./timeline.js";

// Inbox applies events in their order. While the workspace is being fetched
// they wait: the answer may be older than they are.
export class Inbox {
  #holds = 0;
  #waiting = [];

  constructor(app) {
    this.app = app;
    this.store = app.store;
  }

  receive(event) {
    if (this.#holds > 0 && event.type !== "hello") this.#waiting.push(event);
    else this[`on_${event.type}`]?.(event);
  }

  // hold makes events wait until release.
  hold() {
    this.#holds += 1;
  }

  release() {
    this.#holds -= 1;
    if (this.#holds > 0) return;
    for (const event of this.#waiting.splice(0)) this.receive(event);
  }

  // clear drops what waits, for another person's events.
  clear() {
    this.#waiting = [];
  }

  on_hello() {
    this.app.sync();
  }

  on_app({ connected }) {
    if (!this.store.app) return;
    this.store.app.connected = connected;
    this.store.changed("workspace");
  }

  on_notice({ text }) {
    this.app.toast(text, "notice");
  }

  on_conversation({ conversation }) {
    const { store } = this;
    if (conversation.kind === "private" && !conversation.members.includes(store.me.id)) {
      store.conversations.delete(conversation.id);
      if (store.route.channel === conversation.id) this.app.go({ channel: this.app.firstChannel(), thread: "", pane: "main" });
      return store.changed("workspace");
    }
    this.store.conversations.set(conversation.id, { ...this.store.conversations.get(conversation.id), ...conversation });
    this.store.changed("workspace");
  }

  on_message({ channel, message }) {
    this.#place(channel, message);
    this.#notice(channel, message);
    this.store.changed("messages", "thread", "workspace", "reads");
  }

  on_message_changed({ channel, message }) {
    this.#place(channel, message);
    this.store.changed("messages", "thread");
  }

  on_message_deleted({ channel, ts }) {
    for (const line of [this.store.channel(channel), ...this.store.threadsOf(channel)]) line.remove(ts);
    if (this.store.route.thread === ts) this.app.go({ thread: "", pane: "main" });
    this.store.changed("messages", "thread");
  }

  on_ephemeral_gone(event) {
    this.on_message_deleted(event);
  }

  on_view_opened({ view }) {
    const { views } = this.store;
    this.store.views = [...views.filter((v) => v.id !== view.id), view];
    this.store.changed("views");
  }

  on_view_updated({ view }) {
    if (view.type === "home") return this.on_home({ view });
    this.store.views = this.store.views.map((v) => (v.id === view.id ? view : v));
    this.store.changed("views");
  }

  on_view_closed({ view_id: id, cleared }) {
    this.store.views = cleared ? [] : this.store.views.filter((v) => v.id !== id);
    this.store.changed("views");
  }

  on_home({ view }) {
    this.store.home = view;
    this.store.changed("home");
  }

  // A message belongs to the channel, to its thread, or to both.
  #place(channel, message) {
    const { store } = this;
    if (!isReply(message) || message.subtype === "thread_broadcast") store.channel(channel).upsert(message);
    if (isReply(message)) store.thread(channel, message.thread_ts).upsert(message);
    else if (store.threadsOf(channel).some((line) => line.find(message.ts))) store.thread(channel, message.ts).upsert(message);
  }

  // notice keeps the unread marks: a thread one is not looking at has news, a
  // conversation has more to read, and what speaks to the person is counted.
  #notice(channel, message) {
    const { store } = this;
    const mine = message.user === store.me.id && !message.bot_id;
    const conversation = store.conversations.get(channel);
    const reply = isReply(message);
    if (reply && !mine && !this.app.watching(channel, message.thread_ts)) {
      const root = store.channel(channel).find(message.thread_ts);
      const involved = message.ephemeral || conversation?.kind === "im" || root?.user === store.me.id || root?.reply_users?.includes(store.me.id);
      if (involved) store.reads.addThreadNews(channel, message.thread_ts);
      if (involved && !this.app.watching(channel)) store.reads.add(channel);
    }
    if (reply && message.subtype !== "thread_broadcast") return;
    if (conversation && message.ts > (conversation.latest ?? "")) conversation.latest = message.ts;
    if (mine || this.app.watching(channel)) store.reads.see(channel, message.ts);
    else if (conversation?.kind === "im" || message.ephemeral || (message.text ?? "").includes(`<@${store.me.id}>`)) store.reads.add(channel);
  }
}
