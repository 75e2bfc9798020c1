// Modals: the app's views, one on another, the topmost shown.

import { focusable, h, replace, uid } from "./dom.js";
import { icon } from "./icons.js";
import { ask } from "./confirm.js";
import { BlockList } from "./blocks/list.js";
import { problems } from "./blocks/required.js";
import { Surface } from "./blocks/surface.js";
import { words } from "./blocks/text.js";
import { showDialog } from "./dialog.js";

// mountModals opens, updates and closes dialogs as the store's views change.
export function mountModals(app) {
  const shown = new Map();
  app.store.on("views", () => {
    const { views } = app.store;
    for (const [id, modal] of [...shown].reverse()) {
      if (views.some((v) => v.id === id)) continue;
      modal.close();
      shown.delete(id);
    }
    for (const view of views) {
      if (shown.has(view.id)) shown.get(view.id).update(view);
      else shown.set(view.id, new Modal(app, view));
    }
  });
}

// Modal is one open view.
class Modal {
  #json = "";
  #leaving = false;

  constructor(app, view) {
    this.app = app;
    this.view = view;
    this.surface = new Surface(app, "modal", { type: "view", view_id: view.id });
    this.surface.form.take(view.state?.values);
    this.body = h("div", { class: "dialog-body modal-body", tabindex: "-1" });
    this.list = new BlockList(app, this.surface, this.body);
    this.title = h("h2", { id: uid("modal"), "data-test": "modal-title" });
    this.foot = h("footer", { class: "dialog-foot" });
    const shut = h("button", { type: "button", class: "quiet-button", "aria-label": "Close", "data-test": "modal-x", on: { click: () => this.#leave(true) } }, icon("close"));
    const form = h("form", { class: "modal-form", novalidate: true }, h("header", { class: "dialog-head" }, this.title, shut), this.body, this.foot);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    form.addEventListener("keydown", (event) => this.#key(event));
    this.body.addEventListener("input", (event) => clear(event.target.closest(".block-input")));
    this.body.addEventListener("change", (event) => clear(event.target.closest(".block-input")));
    this.update(view);
    this.dialog = showDialog({
      labelledby: this.title.id,
      content: form,
      className: "modal",
      test: "modal",
      onEscape: () => this.#escape(),
      first: () => this.#first(),
    });
    this.dialog.node.dataset.view = view.id;
    this.dialog.node.dataset.callbackId = view.callback_id ?? "";
  }

  // update shows a newer version in place: typed text stays where block_id and
  // action_id are the same, and so does the focus where its block is.
  update(view) {
    const json = JSON.stringify(view);
    if (json === this.#json) return;
    this.#json = json;
    this.view = view;
    // Another title is another text, to be read from its beginning.
    const scroll = this.title.textContent === words(view.title) ? this.body.scrollTop : 0;
    this.title.textContent = words(view.title);
    const stayed = this.list.update(view.blocks ?? []);
    this.body.scrollTop = scroll;
    this.#buttons();
    const { node } = this.dialog ?? {};
    if (node && !node.closest("[inert]") && (!stayed || !node.contains(document.activeElement))) this.#first().focus();
  }

  close() {
    this.dialog.close();
  }

  #buttons() {
    const { view } = this;
    const focused = this.foot.contains(document.activeElement) ? document.activeElement.dataset.test : "";
    const submit = view.submit || (view.blocks ?? []).some((b) => b.type === "input");
    replace(
      this.foot,
      h("button", { type: "button", class: "button", "data-test": "modal-close", on: { click: () => this.#leave(false) } }, words(view.close) || "Close"),
      submit && (this.send = h("button", { type: "submit", class: "button button-primary", "data-test": "modal-submit" }, words(view.submit) || "Submit")),
    );
    if (!submit) this.send = null;
    if (focused) this.foot.querySelector(`[data-test=${focused}]`)?.focus();
  }

  #first() {
    const wanted = this.body.querySelector("[data-focus-on-load]");
    // What is to be read, and not filled in, is read from its beginning.
    const field = this.send && focusable(this.body).find((el) => el.matches("input, textarea, select, summary.control"));
    return wanted ?? field ?? (this.body.scrollHeight > this.body.clientHeight ? this.body : this.send) ?? focusable(this.foot)[0] ?? this.body;
  }

  #key(event) {
    const field = event.target;
    const many = event.key === "Enter" && field.matches("textarea") && (event.ctrlKey || event.metaKey);
    if (many && !event.isComposing && this.send) {
      event.preventDefault();
      this.#submit();
    }
  }

  async #submit() {
    if (!this.send || this.send.getAttribute("aria-busy") === "true") return;
    const wrong = problems(this.view.blocks ?? [], this.surface.form);
    this.#show(wrong);
    if (Object.keys(wrong).length) return;
    const { send } = this;
    send.setAttribute("aria-busy", "true");
    try {
      const answer = await this.app.api.post("/page/submit", { view_id: this.view.id, state: { values: this.surface.form.values() } });
      this.#show(answer.errors ?? {});
      if (this.app.store.stream === "lost") this.app.sync();
    } catch (error) {
      this.app.toast(error.message, "error");
    } finally {
      send.removeAttribute("aria-busy");
    }
  }

  // show puts each problem at its field and goes to the first.
  #show(errors) {
    let first = null;
    for (const node of this.body.querySelectorAll(".block-input")) {
      const words = errors[node.dataset.blockId];
      clear(node);
      if (!words) continue;
      const line = node.querySelector(".input-error");
      line.textContent = words;
      line.hidden = false;
      node.classList.add("wrong");
      const control = controlOf(node);
      control?.setAttribute("aria-invalid", "true");
      first ??= control;
    }
    first?.focus();
    first?.scrollIntoView({ block: "nearest" });
    const unplaced = Object.keys(errors).filter((id) => !this.body.querySelector(`.block-input[data-block-id="${CSS.escape(id)}"]`));
    for (const id of unplaced) this.app.toast(errors[id], "error");
  }

  // Escape is easily hit by accident: what was typed is not thrown away unasked.
  async #escape() {
    if (this.surface.form.touched && this.send) {
      const yes = await ask(this.app, { title: "Leave this form?", text: "What you entered in it will be lost.", yes: "Leave", danger: true });
      if (!yes) return;
    }
    this.#leave(false);
  }

  // leave closes this view, or by the cross all that are open.
  async #leave(all) {
    if (this.#leaving) return;
    this.#leaving = true;
    const views = this.app.store.views;
    const id = all ? (views[0]?.id ?? this.view.id) : this.view.id;
    try {
      await this.app.api.post("/page/close", { view_id: id, clear: all });
      this.app.inbox.receive({ type: "view_closed", view_id: id, cleared: all });
    } catch (error) {
      this.app.toast(error.message, "error");
      // A view that the server has forgotten must not hold the page.
      this.app.sync();
    } finally {
      this.#leaving = false;
    }
  }
}

function clear(node) {
  if (!node) return;
  node.classList.remove("wrong");
  const line = node.querySelector(".input-error");
  if (line) line.hidden = true;
  controlOf(node)?.removeAttribute("aria-invalid");
}

function controlOf(node) {
  return node.querySelector("input:not([type=radio]):not([type=checkbox]), textarea, select, summary.control") ?? node.querySelector("input");
}
