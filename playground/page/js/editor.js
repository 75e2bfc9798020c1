// Editing a message in its place.

import { h } from "./dom.js";
import { typed } from "./typed.js";

// Editor is a box with the message as it was typed; done is called when it was
// saved or given up.
export class Editor {
  constructor(app, channel, message, done) {
    this.app = app;
    this.channel = channel;
    this.message = message;
    this.done = done;
    this.before = typed(app.store, message.text);
    this.field = h("textarea", { class: "control", rows: 2, value: this.before, "aria-label": "Edit the message", "data-test": "edit-text" });
    this.save = h("button", { type: "button", class: "button button-primary", "data-test": "edit-save", on: { click: () => this.#send() } }, "Save");
    this.node = h(
      "div",
      { class: "editor" },
      this.field,
      h("div", { class: "editor-foot" }, h("button", { type: "button", class: "button", "data-test": "edit-cancel", on: { click: done } }, "Cancel"), this.save),
    );
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.field.addEventListener("beforeinput", (event) => this.#break(event));
    this.field.addEventListener("input", () => this.#fit());
  }

  focus() {
    requestAnimationFrame(() => {
      this.#fit();
      this.field.focus();
      this.field.setSelectionRange(this.field.value.length, this.field.value.length);
    });
  }

  #fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  #key(event) {
    this.shift = event.shiftKey;
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    this.done();
  }

  #break(event) {
    if (!/^insert(LineBreak|Paragraph)$/.test(event.inputType) || this.shift) return;
    event.preventDefault();
    this.#send();
  }

  async #send() {
    const text = this.field.value.trim();
    if (text === "") return this.app.toast("A message cannot be empty. Delete it instead.");
    if (text === this.before.trim()) return this.done();
    this.save.setAttribute("aria-busy", "true");
    try {
      await this.app.api.post("/page/edit", { channel: this.channel, ts: this.message.ts, text });
      this.done();
    } catch (error) {
      this.save.removeAttribute("aria-busy");
      this.app.toast(error.message, "error");
    }
  }
}
