// A list of blocks on a surface, brought up to date in place.

import { h, reconcile } from "../dom.js";
import { actions, alert, context, divider, header, image, input, section } from "./layout.js";
import { chart } from "./chart.js";
import { focused, refocus } from "./focus.js";
import { markdown } from "./markdown.js";
import { richText } from "./richtext.js";
import { table } from "./table.js";

const kinds = {
  section,
  header,
  divider,
  context,
  actions,
  image,
  input,
  alert,
  rich_text: (app, surface, block) => h("div", { class: "block-rich" }, richText(app, block)),
  data_visualization: (app, surface, block) => chart(block),
  table,
  data_table: table,
  markdown: (app, surface, block) => h("div", { class: "block-markdown" }, markdown(app, block.text ?? "")),
};

// BlockList renders blocks into a root and keeps the elements of blocks that
// did not change, with their focus, selection and what was typed.
export class BlockList {
  #shown = new Map();

  constructor(app, surface, root) {
    this.app = app;
    this.surface = surface;
    this.root = root;
  }

  // update shows blocks; it returns false when the control that had the focus
  // is gone.
  update(blocks) {
    const held = focused(this.root);
    this.surface.form.prune(blocks);
    const next = new Map();
    blocks.forEach((block, i) => {
      const key = block.block_id || `#${i}`;
      const json = JSON.stringify(block);
      const old = this.#shown.get(key);
      next.set(next.has(key) ? `${key}#${i}` : key, old?.json === json ? old : { json, node: this.#render(block) });
    });
    this.#shown = next;
    reconcile(this.root, [...next.values()].map((entry) => entry.node));
    return refocus(this.root, held);
  }

  #render(block) {
    const render = kinds[block.type];
    const node = render ? render(this.app, this.surface, block) : unknown(block);
    node.classList.add("block");
    node.dataset.blockId = block.block_id ?? "";
    node.dataset.blockType = block.type;
    return node;
  }
}

// unknown names a block that this page cannot draw.
function unknown(block) {
  return h("p", { class: "block-unknown" }, `[${block.type}]`);
}
