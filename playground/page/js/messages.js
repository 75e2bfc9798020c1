// A list of messages: day by day, grouped by author, kept at its end while
// new ones arrive.

import { h, reconcile } from "./dom.js";
import { date, day, dayKey } from "./clock.js";
import { dismissed } from "./dismissed.js";
import { icon } from "./icons.js";
import { MessageRow } from "./message.js";
import { replies } from "./timeline.js";

const page = 150;
const together = 5 * 60;
const atEnd = 60;

// MessageList shows one timeline at a time in a scrolling element.
export class MessageList {
  #key = "";
  #rows = new Map();
  #marks = new Map();
  #shown = page;
  #stuck = true;
  #newest = "";
  #seen = "";
  #firstNew = "";
  #settled = false;

  constructor(app, scroller, { thread = false } = {}) {
    this.app = app;
    this.thread = thread;
    this.scroller = scroller;
    this.inner = h("div", { class: "messages", role: "log", "aria-live": "polite", "data-test": thread ? "thread-messages" : "messages" });
    this.jump = h("button", { type: "button", class: "jump", hidden: true, "data-test": "jump", on: { click: () => this.toEnd() } }, "New messages", icon("down"));
    scroller.append(this.inner, this.jump);
    scroller.addEventListener("scroll", () => this.#scrolled());
    this.inner.addEventListener("keydown", (event) => this.#keys(event));
    new ResizeObserver(() => this.#stuck && this.#settled && this.#bottom()).observe(this.inner);
    new ResizeObserver(() => this.#stuck && this.#settled && this.#bottom()).observe(scroller);
  }

  // update shows a timeline; conversation names it.
  update(channel, line, conversation, root = "") {
    const { store } = this.app;
    const key = `${store.me.id}/${channel}/${root}`;
    if (key !== this.#key) this.#open(key, channel);
    this.inner.setAttribute("aria-label", this.thread ? "Replies" : "Messages");
    const all = line.list.filter((m) => !dismissed(m));
    const wanted = store.target ? all.findIndex((m) => m.ts === store.target) : -1;
    if (wanted >= 0) this.#shown = Math.max(this.#shown, all.length - wanted);
    const list = all.slice(-this.#shown);
    const nodes = [];
    if (list.length < all.length) nodes.push(this.#earlier());
    else if (line.loaded && !this.thread && all.length === 0) nodes.push(this.#mark("empty", () => empty(store, conversation)));
    if (!line.loaded && all.length === 0) nodes.push(this.#mark("loading", () => h("p", { class: "nothing" }, "Loading…")));
    this.#fill(nodes, list, channel, root);
    reconcile(this.inner, nodes);
    this.#drop(list);
    this.#settle(line, list);
  }

  // clear shows nothing, until the next update.
  clear() {
    this.#key = "";
    this.#rows.clear();
    this.inner.textContent = "";
    this.jump.hidden = true;
  }

  toEnd() {
    this.#stuck = true;
    this.#bottom();
    this.jump.hidden = true;
  }

  #open(key, channel) {
    const { store } = this.app;
    this.#key = key;
    this.#rows.clear();
    this.#marks.clear();
    this.#shown = page;
    this.#stuck = true;
    this.#settled = false;
    this.#newest = "";
    this.#seen = this.thread ? "" : store.reads.seen(channel);
    this.#firstNew = "";
    this.jump.hidden = true;
  }

  #fill(nodes, list, channel, root) {
    const { store } = this.app;
    const zone = store.me.tz;
    let before = null;
    if (!this.#settled && this.#seen) this.#firstNew = list.find((m) => m.ts > this.#seen && !own(store, m))?.ts ?? "";
    for (const message of list) {
      const today = dayKey(date(message.ts), zone);
      const newDay = !before || dayKey(date(before.ts), zone) !== today;
      if (newDay && !this.thread) nodes.push(this.#mark(`day ${today} ${day(date(message.ts), zone)}`, () => divider(day(date(message.ts), zone))));
      if (message.ts === this.#firstNew) {
        nodes.push(this.#mark("new", () => h("div", { class: "divider divider-new", role: "separator", "data-test": "new-divider" }, h("span", {}, "New"))));
      }
      const parent = this.thread && message.ts === root;
      const compact = !newDay && !parent && follows(before, message) && !(this.thread && before?.ts === root);
      nodes.push(this.#row(channel, message, { compact, parent }).node);
      if (parent) nodes.push(this.#mark(`count ${message.reply_count ?? 0}`, () => divider(replies(message.reply_count ?? 0))));
      before = message;
    }
  }

  #row(channel, message, flags) {
    if (!this.#rows.has(message.ts)) this.#rows.set(message.ts, new MessageRow(this.app, channel, this.thread));
    const row = this.#rows.get(message.ts);
    row.update(message, flags);
    return row;
  }

  #drop(list) {
    const there = new Set(list.map((m) => m.ts));
    for (const ts of this.#rows.keys()) if (!there.has(ts)) this.#rows.delete(ts);
  }

  #mark(key, make) {
    if (!this.#marks.has(key)) this.#marks.set(key, make());
    return this.#marks.get(key);
  }

  #earlier() {
    const more = () => {
      const from = this.inner.scrollHeight;
      this.#shown += page;
      this.#stuck = false;
      this.app.store.changed("messages", "thread");
      requestAnimationFrame(() => (this.scroller.scrollTop += this.inner.scrollHeight - from));
    };
    return this.#mark("earlier", () => h("button", { type: "button", class: "button earlier", on: { click: more } }, "Show earlier messages"));
  }

  // settle puts the list where the person wants to read.
  #settle(line, list) {
    const { store } = this.app;
    if (store.target && this.#rows.has(store.target)) {
      const row = this.#rows.get(store.target);
      store.target = "";
      this.#stuck = false;
      this.#settled = true;
      this.#newest = list.at(-1).ts;
      row.node.scrollIntoView({ block: "center" });
      row.node.focus({ preventScroll: true });
      row.node.classList.add("flash");
      setTimeout(() => row.node.classList.remove("flash"), 2000);
      return;
    }
    const last = list.at(-1);
    if (!this.#settled) {
      if (!line.loaded) return;
      this.#settled = true;
      this.#newest = last?.ts ?? "";
      requestAnimationFrame(() => this.#begin(last));
      return;
    }
    if (last && last.ts > this.#newest) {
      this.#newest = last.ts;
      const mine = own(store, last);
      // What comes while the tab is hidden is new; what one writes ends that.
      if (mine) this.#firstNew = "";
      else if (document.visibilityState === "hidden") this.#firstNew ||= last.ts;
      if (this.#stuck && !mine) this.#arrive(this.#rows.get(last.ts).node);
      else if (mine) this.toEnd();
      else this.jump.hidden = false;
    } else if (this.#stuck) {
      this.#bottom();
    }
  }

  // begin shows the first unread message, or the end. A last message that is
  // taller than the window is shown from its first line.
  #begin(last) {
    const mark = this.#marks.get("new");
    const start = mark?.isConnected ? mark : last ? this.#rows.get(last.ts)?.node : null;
    this.#bottom();
    if (!start || this.thread) return;
    const above = start.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
    if (above < 0) {
      this.#stuck = false;
      this.scroller.scrollTop += above - 8;
    }
  }

  // arrive shows a message that came: its end, or its beginning where it is
  // taller than the window.
  #arrive(node) {
    this.toEnd();
    const above = node.getBoundingClientRect().top - this.scroller.getBoundingClientRect().top;
    if (above >= 0) return;
    this.#stuck = false;
    this.scroller.scrollTop += above;
  }

  #bottom() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #scrolled() {
    const { scroller } = this;
    this.#stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < atEnd;
    if (this.#stuck) this.jump.hidden = true;
  }

  // Up and Down move between messages, Enter opens the thread.
  #keys(event) {
    const row = event.target.closest?.(".message");
    if (!row || event.target !== row) return;
    const rows = [...this.inner.querySelectorAll(".message")];
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      rows[to]?.focus();
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#rows.get(row.dataset.ts)?.openThread();
    }
  }
}

function follows(before, message) {
  return (
    before &&
    before.user === message.user &&
    before.username === message.username &&
    !before.ephemeral &&
    !message.ephemeral &&
    before.subtype !== "thread_broadcast" &&
    message.subtype !== "thread_broadcast" &&
    !before.reply_count &&
    !built(before) &&
    !built(message) &&
    Number(message.ts) - Number(before.ts) < together
  );
}

function own(store, message) {
  return message.user === store.me.id && !message.bot_id;
}

// built says whether an app laid a message out: such a one stands by itself.
function built(message) {
  return (message.blocks ?? []).some((b) => b.type !== "rich_text");
}

function divider(words) {
  return h("div", { class: "divider", role: "separator" }, h("span", {}, words));
}

function empty(store, conversation) {
  if (!conversation) return h("p", { class: "nothing" }, "Choose a conversation.");
  const words =
    conversation.kind === "im"
      ? "This is the very beginning of your conversation. Say something."
      : `This is the very beginning of #${conversation.name}.`;
  return h("p", { class: "nothing", "data-test": "empty" }, words);
}
