// What the word being typed may become: a command, a person, a channel or an
// emoji.

import { h, reconcile, uid } from "./dom.js";
import { commands } from "./commands.js";
import { emojiNamed } from "./emoji.js";
import { avatar, fullName } from "./people.js";

const most = 8;

// Completion watches a text field and offers a list above it.
export class Completion {
  #items = [];
  #at = 0;
  #word = null;

  constructor(app, field, { thread, changed }) {
    this.app = app;
    this.field = field;
    this.thread = thread;
    this.changed = changed;
    this.node = h("div", { class: "completion", role: "listbox", id: uid("completion"), "aria-label": "Suggestions", "data-test": thread ? "thread-completion" : "completion", hidden: true });
    field.setAttribute("aria-controls", this.node.id);
    field.addEventListener("blur", () => this.close());
    field.addEventListener("click", () => this.look());
  }

  // look offers what fits the word before the cursor.
  look() {
    this.#word = this.#wordHere();
    this.#items = this.#word ? this.#offers(this.#word) : [];
    this.#at = 0;
    this.#draw();
  }

  close() {
    this.#items = [];
    this.#draw();
  }

  // key handles one key press; it returns whether the key was for the list.
  key(event) {
    if (this.#items.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.#at = (this.#at + step + this.#items.length) % this.#items.length;
      this.#draw();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    } else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
      // A command typed in full is sent by Enter, not completed once more.
      if (event.key === "Enter" && this.#items[this.#at].insert.trim() === this.#word.text) return false;
      this.#take(this.#items[this.#at]);
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }

  #wordHere() {
    const { field } = this;
    if (field.selectionStart !== field.selectionEnd) return null;
    const before = field.value.slice(0, field.selectionStart);
    const found = /(^|[\s(])([@#:][\p{L}\p{N}._+-]*)$/u.exec(before) ?? /^()(\/\S*)$/.exec(before);
    return found ? { text: found[2], start: before.length - found[2].length } : null;
  }

  #offers({ text }) {
    const { store } = this.app;
    const part = text.slice(1).toLowerCase();
    if (text[0] === "/") return commands(store).filter((c) => c.command.startsWith(text)).map((c) => command(c, this.thread));
    if (text[0] === "#") {
      const channels = [...store.conversations.values()].filter((c) => c.kind !== "im" && c.name.includes(part));
      return channels.slice(0, most).map((c) => ({ insert: `#${c.name} `, mark: h("span", { class: "hash" }, "#"), name: c.name, about: c.topic }));
    }
    if (text[0] === ":") {
      if (part.length < 2) return [];
      return emojiNamed(part, most).map(([name, shown]) => ({ insert: `:${name}: `, mark: h("span", { class: "emoji" }, shown), name: `:${name}:` }));
    }
    return [...people(store, part), ...everybody(part)].slice(0, most);
  }

  #take(item) {
    const { field } = this;
    const { start } = this.#word;
    field.setRangeText(item.insert, start, field.selectionStart, "end");
    this.close();
    this.changed();
    field.focus();
  }

  #draw() {
    const { node, field } = this;
    node.hidden = this.#items.length === 0;
    const rows = this.#items.map((item, i) => {
      const row = h(
        "div",
        { class: `completion-row ${item.tall ? "completion-tall" : ""}`, role: "option", id: `${node.id}-${i}`, "aria-selected": String(i === this.#at), "data-test": "completion-option", "data-value": item.insert.trim() },
        item.mark,
        h("span", { class: "completion-name" }, item.name, item.usage && h("span", { class: "completion-usage" }, ` ${item.usage}`)),
        item.about && h("span", { class: "completion-about" }, item.about),
      );
      // Before the field loses the focus, which would close the list.
      row.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.#take(item);
      });
      return row;
    });
    reconcile(node, rows);
    if (rows.length) field.setAttribute("aria-activedescendant", `${node.id}-${this.#at}`);
    else field.removeAttribute("aria-activedescendant");
    rows[this.#at]?.scrollIntoView({ block: "nearest" });
  }
}

function command(c, thread) {
  const about = thread ? "Slash commands do not work in threads." : c.description;
  return { insert: `${c.command} `, mark: h("span", { class: "hash" }, "/"), name: c.command.slice(1), usage: c.usage_hint, about, tall: true };
}

function people(store, part) {
  const fits = (p) => p.name.toLowerCase().startsWith(part) || fullName(p).toLowerCase().split(/\s+/).some((w) => w.startsWith(part));
  return [...store.people.values()].filter(fits).map((p) => ({ insert: `@${p.name} `, mark: avatar(p, { small: true }), name: fullName(p), about: `@${p.name}` }));
}

function everybody(part) {
  const ranges = [["here", "Who is here now"], ["channel", "All members"], ["everyone", "Everybody in the workspace"]];
  return ranges.filter(([name]) => name.startsWith(part)).map(([name, about]) => ({ insert: `@${name} `, mark: h("span", { class: "hash" }, "@"), name, about }));
}
