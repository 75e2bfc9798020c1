// A surface is where blocks stand: a message, a modal or the Home tab. It
// knows how an act on it reaches the app.

import { confirm } from "../confirm.js";
import { Form } from "./form.js";

// Surface joins a container, as payloads name it, with what was entered there.
export class Surface {
  form = new Form();

  constructor(app, kind, container) {
    this.app = app;
    this.kind = kind;
    this.container = container;
  }

  // act asks for confirmation where the element wants one, then tells the app.
  // It returns whether the act went through; node shows that it is under way.
  async act(block, element, value, node) {
    if (element.confirm && !(await confirm(this.app, element.confirm))) return false;
    if (node.getAttribute("aria-busy") === "true") return false;
    node.setAttribute("aria-busy", "true");
    try {
      await this.app.api.post("/page/click", {
        container: this.container,
        action: { type: element.type, block_id: block.block_id, action_id: element.action_id, ...value },
        state: { values: this.form.values() },
      });
      return true;
    } catch (error) {
      this.app.toast(error.message, "error");
      return false;
    } finally {
      node.removeAttribute("aria-busy");
    }
  }
}
