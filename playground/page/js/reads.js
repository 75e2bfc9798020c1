// What a person has read, kept in the browser: Slack's own marks are no part
// of what an app can see, so the server has no need of them.

import { keep, kept } from "./keep.js";

// Reads holds, for one person, the newest message seen per conversation and
// the count of messages that speak to them.
export class Reads {
  #key;
  #seen;
  #counts = new Map();
  #threads = new Map();

  constructor(person) {
    this.#key = `read.${person}`;
    this.#seen = kept(this.#key, {});
  }

  seen(channel) {
    return this.#seen[channel] ?? "";
  }

  // see marks a conversation read up to ts.
  see(channel, ts) {
    this.#counts.delete(channel);
    if (!ts || ts <= this.seen(channel)) return;
    this.#seen[channel] = ts;
    keep(this.#key, this.#seen);
  }

  // count is the number of unread messages that mention the person or reach
  // them directly; add counts one more.
  count(channel) {
    return this.#counts.get(channel) ?? 0;
  }

  add(channel) {
    this.#counts.set(channel, this.count(channel) + 1);
  }

  total() {
    return [...this.#counts.values()].reduce((sum, n) => sum + n, 0);
  }

  unread(conversation) {
    return this.count(conversation.id) > 0 || (conversation.latest ?? "") > this.seen(conversation.id);
  }

  // A thread has news when a reply came while it was closed.
  threadNews(channel, ts) {
    return this.#threads.get(`${channel}/${ts}`) ?? 0;
  }

  addThreadNews(channel, ts) {
    this.#threads.set(`${channel}/${ts}`, this.threadNews(channel, ts) + 1);
  }

  seeThread(channel, ts) {
    return this.#threads.delete(`${channel}/${ts}`);
  }
}
