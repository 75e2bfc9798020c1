// The app's Home tab.

import { h, replace } from "./dom.js";
import { BlockList } from "./blocks/list.js";
import { Surface } from "./blocks/surface.js";

// Home shows the view that the app published for this person.
export class Home {
  #surface = null;
  #list = null;

  constructor(app, root) {
    this.app = app;
    this.root = root;
  }

  update() {
    const { store } = this.app;
    const view = store.home;
    if (!view) {
      this.#surface = null;
      const name = store.app?.name ?? "The app";
      replace(this.root, h("p", { class: "nothing", "data-test": "home-empty" }, `${name} has put nothing here yet.`));
      return;
    }
    const key = `${store.me.id}/${view.id}`;
    if (this.#surface?.key !== key) {
      this.#surface = new Surface(this.app, "home", { type: "view", view_id: view.id });
      this.#surface.key = key;
      const body = h("div", { class: "home-body", "data-test": "home", "data-view": view.id });
      this.#list = new BlockList(this.app, this.#surface, body);
      replace(this.root, body);
    }
    this.#list.update(view.blocks ?? []);
  }
}
