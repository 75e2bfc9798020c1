// table and data_table blocks.

import { h } from "../dom.js";
import { richText } from "./richtext.js";

export function table(app, surface, block) {
  const rows = block.rows ?? [];
  const settings = block.column_settings ?? [];
  const row = (cells, tag) =>
    h(
      "tr",
      {},
      (cells ?? []).map((cell, i) =>
        h(tag, { class: `align-${settings[i]?.align ?? (cell?.type === "raw_number" ? "right" : "left")}`, scope: tag === "th" ? "col" : null }, content(app, cell)),
      ),
    );
  const node = h(
    "table",
    { class: "table" },
    block.caption && h("caption", {}, block.caption),
    rows.length > 0 && h("thead", {}, row(rows[0], "th")),
    h("tbody", {}, rows.slice(1).map((cells) => row(cells, "td"))),
  );
  return h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": block.caption || "Table" }, node);
}

function content(app, cell) {
  if (!cell) return "";
  if (cell.type === "rich_text") return richText(app, cell);
  return cell.text ?? String(cell.value ?? "");
}
