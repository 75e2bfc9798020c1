// The composer: where messages and slash commands are written.

import { h, replace, uid } from "./dom.js";
import { Completion } from "./completion.js";
import { commands } from "./commands.js";
import { icon } from "./icons.js";
import { keep, kept } from "./keep.js";
import { menu } from "./menu.js";
import { title } from "./people.js";
import { bytes } from "./files.js";

const noCommands = "Slash commands do not work in threads.";

// Composer writes to one conversation or thread at a time and keeps a draft
// for each.
export class Composer {
  #channel = "";
  #thread = "";
  #person = "";
  #name = "";
  #files = [];
  #shift = false;
  #taken = false;

  // sent is called when a command goes out: its answer is wanted in sight.
  constructor(app, { thread, sent = () => {} }) {
    this.app = app;
    this.sent = sent;
    this.inThread = thread;
    const help = uid("composer-help");
    const hook = (this.hook = (name) => (thread ? `thread-${name}` : name));
    this.field = h("textarea", {
      class: "composer-field",
      rows: 1,
      "data-test": hook("composer"),
      "aria-describedby": help,
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "true",
      enterkeyhint: "send",
    });
    this.hint = h("div", { class: "composer-hint", "data-test": hook("command-hint"), "aria-live": "polite", hidden: true });
    this.error = h("div", { class: "composer-error", role: "alert", "data-test": hook("composer-error"), hidden: true });
    this.chips = h("div", { class: "chips", hidden: true });
    this.picker = h("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true", "data-test": hook("file-input") });
    this.also = h("input", { type: "checkbox", "data-test": "broadcast" });
    this.alsoLabel = h("label", { class: "also" }, this.also, h("span", {}));
    this.send = h("button", { type: "button", class: "send", "aria-label": "Send", title: "Send", "data-test": hook("send"), on: { click: () => this.#submit() } }, icon("send"));
    this.completion = new Completion(app, this.field, { thread, changed: () => this.#typed() });
    this.node = h(
      "div",
      { class: "composer" },
      this.completion.node,
      this.error,
      this.hint,
      h(
        "div",
        { class: "composer-box" },
        this.chips,
        this.field,
        h("div", { class: "composer-foot" }, this.#tools(), thread && this.alsoLabel, h("span", { class: "composer-help", id: help }, "Enter sends, Shift+Enter begins a new line"), this.send),
      ),
      this.picker,
    );
    this.#listen();
  }

  // show turns to a conversation or thread, with its draft.
  show(channel, thread) {
    const { store } = this.app;
    const conversation = store.conversations.get(channel);
    const name = !conversation ? "" : conversation.kind === "im" ? title(store, conversation) : `#${conversation.name}`;
    this.#name = name;
    this.field.placeholder = this.inThread ? "Reply…" : `Message ${name}`;
    this.field.setAttribute("aria-label", this.inThread ? `Reply in the thread in ${name}` : `Message ${name}`);
    this.alsoLabel.lastChild.textContent = `Also send to ${name}`;
    this.alsoLabel.hidden = conversation?.kind === "im";
    if (this.#channel === channel && this.#thread === thread && this.#person === store.me.id) return;
    [this.#channel, this.#thread, this.#person] = [channel, thread, store.me.id];
    this.#files = [];
    this.also.checked = false;
    this.field.value = kept(this.#draftKey(), "");
    this.completion.close();
    this.#typed(false);
    this.#drawFiles();
  }

  focus() {
    this.field.focus();
  }

  #draftKey() {
    return ["draft", this.#person, this.#channel, this.#thread].filter(Boolean).join(".");
  }

  #listen() {
    const { field } = this;
    field.addEventListener("input", () => this.#typed());
    addEventListener("resize", () => this.#fit());
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("beforeinput", (event) => this.#break(event));
    field.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      this.#upload(files);
    });
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#upload([...event.dataTransfer.files]);
    });
    this.picker.addEventListener("change", () => {
      this.#upload([...this.picker.files]);
      this.picker.value = "";
    });
  }

  #tools() {
    const attach = h("button", { type: "button", class: "tool", "aria-label": "Attach a file", title: "Attach a file", "data-test": this.hook("attach"), on: { click: () => this.picker.click() } }, icon("clip"));
    const bolt = h("button", { type: "button", class: "tool", "aria-label": "Shortcuts and commands", title: "Shortcuts and commands", "aria-haspopup": "menu", "data-test": this.hook("shortcuts") }, icon("bolt"));
    bolt.addEventListener("click", () => this.#shortcuts(bolt));
    return [attach, bolt];
  }

  #shortcuts(button) {
    const { app } = this;
    const { store } = app;
    const items = [{ heading: store.app.name }];
    for (const one of store.app.shortcuts.filter((s) => s.type === "global")) {
      items.push({ label: one.name, hint: one.description, icon: icon("bolt"), value: one.callback_id, test: "global-shortcut", run: () => this.#shortcut(one) });
    }
    if (!this.inThread) {
      for (const one of store.app.commands) {
        items.push({ label: `${one.command} ${one.usage_hint ?? ""}`, hint: one.description, icon: h("span", { class: "hash" }, "/"), run: () => this.#begin(`${one.command} `) });
      }
    }
    if (items.length === 1) items.push({ heading: this.inThread ? `No shortcuts. ${noCommands}` : "Nothing to choose." });
    menu(app, button, items, { test: "shortcut-menu" });
  }

  async #shortcut(one) {
    try {
      await this.app.api.post("/page/shortcut", { callback_id: one.callback_id });
    } catch (error) {
      this.app.toast(error.message, "error");
    }
  }

  #begin(text) {
    this.field.value = text;
    this.field.focus();
    this.field.setSelectionRange(text.length, text.length);
    this.#typed();
  }

  #fit() {
    const { field } = this;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, Math.round(innerHeight * 0.4))}px`;
  }

  // typed follows each change: height, draft, help, and what can be completed.
  #typed(save = true) {
    const { field } = this;
    this.#fit();
    if (save) {
      keep(this.#draftKey(), field.value || undefined);
      this.completion.look();
    }
    this.error.hidden = true;
    this.#help();
    this.#ready();
  }

  #ready() {
    this.send.disabled = this.field.value.trim() === "" && !this.#files.some((f) => f.id);
  }

  // help says how the command being typed is used.
  #help() {
    const command = this.#command();
    const text = this.field.value;
    this.hint.hidden = !command || !/\s/.test(text.trimStart());
    if (this.hint.hidden) return;
    if (this.inThread) replace(this.hint, h("span", {}, noCommands));
    else replace(this.hint, h("code", { class: "code" }, `${command.command} ${command.usage_hint ?? ""}`.trim()), h("span", {}, command.description));
  }

  #command() {
    const word = /^(\/\S+)/.exec(this.field.value)?.[1];
    return word && commands(this.app.store).find((c) => c.command === word);
  }

  #key(event) {
    this.#shift = event.shiftKey;
    if (event.isComposing) return;
    this.#taken = this.completion.key(event);
    if (!this.#taken && event.key === "ArrowUp" && this.field.value === "") {
      const scroller = this.node.closest(".main, .thread").querySelector(".scroller:not([hidden])");
      const own = [...scroller.querySelectorAll(".message [data-test=edit]")].at(-1);
      if (!own) return;
      event.preventDefault();
      own.click();
    }
  }

  // break sends where a line would break. Keys of a phone's keyboard have no
  // names, and a method of input uses Enter for itself, so the key is no sign.
  #break(event) {
    if (!/^insert(LineBreak|Paragraph)$/.test(event.inputType) || this.#shift) return;
    event.preventDefault();
    if (!this.#taken) this.#submit();
  }

  async #submit({ asMessage = false } = {}) {
    const text = this.field.value;
    if (this.#files.some((f) => !f.id)) return this.app.toast("A file is still on its way.");
    if (text.trim() === "" && this.#files.length === 0) return;
    this.completion.close();
    if (text.startsWith("/") && !asMessage) {
      const run = () => this.#post("/page/command", { channel: this.#channel, text: text.trim() });
      if (!this.inThread) return run();
      if (!this.#command()) return this.#refuse(noCommands, "Send it as a message", () => this.#submit({ asMessage: true }));
      return this.#refuse(noCommands, `Use it in ${this.#name}`, run);
    }
    const body = { channel: this.#channel, text: text.trim() };
    if (this.#thread) Object.assign(body, { thread_ts: this.#thread, broadcast: this.also.checked });
    if (this.#files.length) body.file_ids = this.#files.map((f) => f.id);
    return this.#post("/page/say", body);
  }

  #refuse(words, label, run) {
    replace(this.error, h("span", {}, words), h("button", { type: "button", class: "text-button", "data-test": this.hook("composer-way-out"), on: { click: run } }, label));
    this.error.hidden = false;
    this.hint.hidden = true;
  }

  // post empties the field at once and gives back what could not be sent.
  async #post(path, body) {
    const { app, field } = this;
    const [text, files, key] = [field.value, this.#files, this.#draftKey()];
    const api = app.api;
    field.value = "";
    this.#files = [];
    this.also.checked = false;
    this.#typed();
    this.#drawFiles();
    this.node.setAttribute("aria-busy", "true");
    if (path === "/page/command") this.sent();
    try {
      const answer = await api.post(path, body);
      if (answer.message) app.inbox.receive({ type: "message", channel: body.channel, message: answer.message });
    } catch (error) {
      if (this.#draftKey() === key && field.value === "") {
        field.value = text;
        this.#files = files;
        this.#typed();
        this.#drawFiles();
      } else {
        keep(key, text);
      }
      if (path !== "/page/command") app.toast(error.message, "error");
      else this.#refuse(error.message, "Send it as a message", () => this.#submit({ asMessage: true }));
    } finally {
      this.node.removeAttribute("aria-busy");
    }
  }

  async #upload(files) {
    for (const file of files) {
      const entry = { name: file.name || "pasted", size: file.size };
      const mine = this.#files;
      mine.push(entry);
      this.#drawFiles();
      try {
        Object.assign(entry, await this.app.api.upload(file));
      } catch (error) {
        mine.splice(mine.indexOf(entry), 1);
        this.app.toast(error.message, "error");
      }
      this.#drawFiles();
    }
    this.field.focus();
  }

  #drawFiles() {
    this.chips.hidden = this.#files.length === 0;
    replace(
      this.chips,
      this.#files.map((file) => {
        const drop = () => {
          this.#files = this.#files.filter((f) => f !== file);
          this.#drawFiles();
          this.field.focus();
        };
        return h(
          "span",
          { class: "chip", "data-test": this.hook("upload"), "aria-busy": file.id ? null : "true" },
          icon("file"),
          file.name,
          h("span", { class: "chip-about" }, bytes(file.size)),
          h("button", { type: "button", class: "quiet-button", "aria-label": `Remove ${file.name}`, on: { click: drop } }, icon("close")),
        );
      }),
    );
    this.#ready();
  }
}
