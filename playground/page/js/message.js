// One message.

import { h, reconcile } from "./dom.js";
import { date, day, full, shortTime, time } from "./clock.js";
import { BlockList } from "./blocks/list.js";
import { Surface } from "./blocks/surface.js";
import { ask } from "./confirm.js";
import { dismiss } from "./dismissed.js";
import { Editor } from "./editor.js";
import { emoji } from "./emoji.js";
import { fileList } from "./files.js";
import { icon } from "./icons.js";
import { isReply, replies } from "./timeline.js";
import { menu } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { author, avatar, fullName } from "./people.js";

// usual are the reactions at hand.
const usual = ["+1", "clap", "heart", "tada", "eyes", "bulb", "white_check_mark", "thinking_face"];

// MessageRow is a message's element and what is entered in it; both outlive
// changes of the message.
export class MessageRow {
  #signature = "";
  #editor = null;

  constructor(app, channel, inThread) {
    this.app = app;
    this.channel = channel;
    this.inThread = inThread;
    this.node = h("article", { class: "message", tabindex: "-1" });
    this.main = h("div", { class: "message-main" });
    this.blocks = h("div", { class: "message-blocks" });
    this.node.addEventListener("focusin", () => this.#reach(true));
    this.node.addEventListener("focusout", (event) => !this.node.contains(event.relatedTarget) && this.#reach(false));
  }

  get editable() {
    const { message } = this;
    return message.user === this.app.store.me.id && !message.bot_id && !message.ephemeral && message.subtype !== "tombstone";
  }

  // update shows a message; compact leaves out its author, parent makes it
  // the first of a thread.
  update(message, { compact, parent }) {
    const { store } = this.app;
    const news = this.inThread ? 0 : store.reads.threadNews(this.channel, message.ts);
    const here = !this.inThread && store.route.thread === message.ts;
    const signature = JSON.stringify([message, compact, parent, news, here, store.me.id, store.people.get(message.user)]);
    if (signature === this.#signature) return;
    this.#signature = signature;
    this.message = message;
    this.surface ??= new Surface(this.app, "message", { type: "message", channel: this.channel, ts: message.ts });
    const who = author(store, message);
    const when = date(message.ts);
    const { node } = this;
    node.className = ["message", compact && "compact", message.ephemeral && "private", here && "open", parent && "root"].filter(Boolean).join(" ");
    node.dataset.test = message.ephemeral ? "ephemeral" : "message";
    node.dataset.ts = message.ts;
    node.dataset.user = message.user ?? "";
    node.tabIndex = 0;
    node.setAttribute("aria-label", `${fullName(who.real_name || who.name ? who : null)}, ${time(when, store.me.tz)}`);
    const clock = h("time", { class: "message-time", datetime: when.toISOString(), title: full(when, store.me.tz) }, (compact ? shortTime : time)(when, store.me.tz));
    reconcile(this.main, [!compact && heading(who, message, clock), this.#body(), this.#rest(news)].flat().filter(Boolean));
    reconcile(node, [
      ...(message.ephemeral ? [this.#privacy()] : []),
      ...(message.subtype === "thread_broadcast" && !this.inThread ? [this.#broadcast()] : []),
      h("div", { class: "message-side" }, compact ? clock : avatar(who)),
      this.main,
      this.#toolbar(),
    ]);
  }

  edit() {
    if (!this.editable || this.#editor) return;
    this.#editor = new Editor(this.app, this.channel, this.message, () => {
      this.#editor = null;
      this.#redraw();
      this.node.focus();
    });
    this.#redraw();
    this.#editor.focus();
  }

  openThread() {
    if (this.inThread || this.message.ephemeral) return;
    this.app.go({ thread: this.message.thread_ts || this.message.ts, pane: "thread" });
    this.app.focusThread = true;
  }

  #redraw() {
    this.#signature = "";
    this.app.store.changed("messages", "thread");
  }

  #body() {
    if (this.#editor) return this.#editor.node;
    const { app, message } = this;
    if (message.subtype === "tombstone") return h("p", { class: "tombstone" }, message.text || "This message was deleted.");
    const out = [];
    if (message.blocks?.length) {
      this.list ??= new BlockList(app, this.surface, this.blocks);
      this.list.update(message.blocks);
      if (message.edited && message.blocks.every((b) => b.type === "rich_text")) out.push(h("div", { class: "with-edited" }, this.blocks, edited(app, message)));
      else out.push(this.blocks, message.edited && edited(app, message));
    } else if (message.text) {
      out.push(h("div", { class: "message-text" }, mrkdwn(app, message.text), message.edited && [" ", edited(app, message)]));
    }
    for (const attachment of message.attachments ?? []) out.push(attached(app, this.surface, attachment));
    if (message.files?.length) out.push(fileList(message.files));
    return out;
  }

  #rest(news) {
    const { app, message } = this;
    const out = [];
    if (message.reactions?.length) {
      out.push(h("div", { class: "reactions" }, message.reactions.map((r) => this.#reaction(r))));
    }
    if (!this.inThread && (message.reply_count > 0 || news > 0) && !isReply(message)) {
      const zone = app.store.me.tz;
      const last = message.latest_reply && date(message.latest_reply);
      out.push(
        h(
          "button",
          { type: "button", class: "thread-summary", "data-test": "thread-summary", on: { click: () => this.openThread() } },
          (message.reply_users ?? []).slice(0, 4).map((id) => avatar(app.store.people.get(id), { small: true })),
          h("span", { class: "thread-count" }, message.reply_count > 0 ? replies(message.reply_count) : "Private reply"),
          news > 0 && h("span", { class: "thread-news", "data-test": "thread-news" }, "New"),
          last && h("span", { class: "thread-last" }, `${day(last, zone)} at ${time(last, zone)}`),
        ),
      );
    } else if (!this.inThread && asks(message) && app.store.conversation()?.kind !== "im") {
      // An app that asks something wants an answer: the way to it is in sight.
      out.push(h("button", { type: "button", class: "thread-summary", "data-test": "reply-first", on: { click: () => this.openThread() } }, icon("reply"), h("span", { class: "thread-count" }, "Reply in thread")));
    }
    return out;
  }

  #reaction(r) {
    const { store } = this.app;
    const users = r.users ?? [];
    const names = users.map((id) => fullName(store.people.get(id))).join(", ");
    return h(
      "button",
      {
        type: "button",
        class: "reaction",
        title: `:${r.name}: ${names}`,
        "aria-label": `${r.name.replaceAll("_", " ")}, ${r.count}: ${names}`,
        "aria-pressed": String(users.includes(store.me.id)),
        "data-test": "reaction",
        on: { click: () => this.#react(r.name) },
      },
      emoji(r.name) || `:${r.name}:`,
      " ",
      r.count,
    );
  }

  #react(name) {
    return this.#send("/page/react", { channel: this.channel, ts: this.message.ts, name });
  }

  #privacy() {
    const put = () => {
      dismiss(this.message);
      this.app.store.changed("messages", "thread");
    };
    return h(
      "p",
      { class: "private-label", "data-test": "only-you" },
      icon("eye"),
      h("span", {}, "Only visible to you"),
      h("button", { type: "button", class: "text-button", "data-test": "dismiss", on: { click: put } }, "Dismiss"),
    );
  }

  #broadcast() {
    return h("p", { class: "private-label" }, icon("reply"), h("button", { type: "button", class: "text-button", on: { click: () => this.openThread() } }, "Replied to a thread"));
  }

  #toolbar() {
    const { app, message } = this;
    if (message.ephemeral || message.subtype === "tombstone" || this.#editor) return h("span", { hidden: true });
    const tool = (name, label, test, run) => h("button", { type: "button", class: "tool", tabindex: "-1", "aria-label": label, title: label, "data-test": test, on: { click: run } }, icon(name));
    const more = tool("more", "More", "more", () => menu(app, more, this.#actions(), { test: "message-menu" }));
    more.setAttribute("aria-haspopup", "menu");
    const face = tool("smile", "Add a reaction", "react", () => {
      const faces = usual.map((name) => ({ label: `${emoji(name)} ${name.replaceAll("_", " ")}`, value: name, test: "reaction-option", run: () => this.#react(name) }));
      menu(app, face, faces, { test: "reaction-menu" });
    });
    face.setAttribute("aria-haspopup", "menu");
    return h(
      "div",
      { class: "toolbar", role: "toolbar", "aria-label": "Message" },
      face,
      !this.inThread && tool("reply", "Reply in thread", "reply", () => this.openThread()),
      this.editable && tool("edit", "Edit", "edit", () => this.edit()),
      this.editable && tool("trash", "Delete", "delete", () => this.#delete()),
      more,
    );
  }

  #actions() {
    const { app, message } = this;
    const shortcuts = app.store.app.shortcuts.filter((s) => s.type === "message");
    const items = [];
    if (!this.inThread) items.push({ label: "Reply in thread", icon: icon("reply"), run: () => this.openThread() });
    items.push({ label: "Copy text", icon: icon("copy"), run: () => this.#copy() });
    if (this.editable) {
      items.push({ label: "Edit", icon: icon("edit"), run: () => this.edit() });
      items.push({ label: "Delete", icon: icon("trash"), danger: true, run: () => this.#delete() });
    }
    if (shortcuts.length) items.push({ line: true }, { heading: app.store.app.name });
    for (const one of shortcuts) {
      items.push({
        label: one.name,
        hint: one.description,
        icon: icon("bolt"),
        value: one.callback_id,
        test: "message-shortcut",
        run: () => this.#send("/page/shortcut", { callback_id: one.callback_id, channel: this.channel, ts: message.ts }),
      });
    }
    return items;
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.blocks.isConnected ? this.blocks.innerText : this.message.text);
      this.app.toast("Text copied.");
    } catch {
      this.app.toast("The browser does not allow copying.", "error");
    }
  }

  async #delete() {
    const yes = await ask(this.app, { title: "Delete this message?", text: "It cannot be brought back.", yes: "Delete", danger: true });
    if (yes) await this.#send("/page/delete", { channel: this.channel, ts: this.message.ts });
  }

  async #send(path, body) {
    this.node.setAttribute("aria-busy", "true");
    try {
      await this.app.api.post(path, body);
    } catch (error) {
      this.app.toast(error.message, "error");
    } finally {
      this.node.removeAttribute("aria-busy");
    }
  }

  // The toolbar's buttons are tab stops only in the message that has the focus.
  #reach(on) {
    for (const tool of this.node.querySelectorAll(".toolbar .tool")) tool.tabIndex = on ? 0 : -1;
  }
}

function heading(who, message, clock) {
  return h(
    "header",
    { class: "message-head" },
    h("span", { class: "author" }, fullName(who)),
    (who.is_bot || message.bot_id) && h("span", { class: "bot-badge", "data-test": "bot-badge" }, "BOT"),
    clock,
  );
}

function edited(app, message) {
  const when = date(message.edited.ts);
  return h("span", { class: "edited", "data-test": "edited", title: full(when, app.store.me.tz) }, "(edited)");
}

function attached(app, surface, attachment) {
  const node = h("div", { class: "attachment" });
  if (attachment.color) node.style.borderColor = /^[0-9a-f]{6}$/i.test(attachment.color) ? `#${attachment.color}` : "";
  if (attachment.pretext) node.append(h("div", {}, mrkdwn(app, attachment.pretext)));
  if (attachment.title) node.append(h("p", { class: "author" }, attachment.title));
  if (attachment.blocks?.length) {
    const inner = h("div", { class: "message-blocks" });
    new BlockList(app, new Surface(app, "message", surface.container), inner).update(attachment.blocks);
    node.append(inner);
  } else if (attachment.text || attachment.fallback) {
    node.append(h("div", {}, mrkdwn(app, attachment.text || attachment.fallback)));
  }
  return node;
}

// asks says whether an app's message has buttons and no thread yet.
function asks(message) {
  return Boolean(message.bot_id) && !message.ephemeral && !isReply(message) && (message.blocks ?? []).some((b) => b.type === "actions");
}
