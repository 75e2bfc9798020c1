// markdown blocks: headings, lists, quotes, fences, rules, and the usual
// inline marks. What it does not know stays as typed.

import { h } from "../dom.js";
import { withEmoji } from "../emoji.js";
import { link } from "../links.js";

// markdown renders a text line by line.
export function markdown(app, text) {
  const out = document.createDocumentFragment();
  const rows = text.split("\n");
  let open = null;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i];
    const fence = /^```/.test(row);
    if (fence) {
      const end = rows.findIndex((r, at) => at > i && /^```\s*$/.test(r));
      const last = end < 0 ? rows.length : end;
      out.append(h("pre", { class: "pre" }, rows.slice(i + 1, last).join("\n")));
      i = last;
      open = null;
      continue;
    }
    open = line(app, out, row, open);
  }
  return out;
}

// line adds one row and returns the list, quote or paragraph left open by it.
function line(app, out, row, open) {
  const join = (tag, test, make) => {
    const el = open?.tagName === tag && test ? open : make();
    if (el !== open) out.append(el);
    return el;
  };
  let found;
  if (!row.trim()) return null;
  if ((found = /^(#{1,6})\s+(.*)$/.exec(row))) {
    out.append(h(`h${Math.min(found[1].length + 1, 6)}`, { class: "block-header" }, marks(app, found[2])));
    return null;
  }
  if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(row)) {
    out.append(h("hr", { class: "block-divider" }));
    return null;
  }
  if ((found = /^>\s?(.*)$/.exec(row))) {
    const el = join("BLOCKQUOTE", true, () => h("blockquote", { class: "quote" }));
    if (el.childNodes.length) el.append(h("br"));
    el.append(...marks(app, found[1]));
    return el;
  }
  if ((found = /^\s*(?:([-*+])|(\d+)[.)])\s+(.*)$/.exec(row))) {
    const el = join(found[1] ? "UL" : "OL", true, () => h(found[1] ? "ul" : "ol", { class: "rich-list", start: found[2] }));
    el.append(h("li", {}, marks(app, found[3])));
    return el;
  }
  const el = join("P", true, () => h("p", { class: "paragraph" }));
  if (el.childNodes.length) el.append(h("br"));
  el.append(...marks(app, row));
  return el;
}

const mark = /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|~~([^~]+)~~|\*([^*\s][^*]*)\*|\b_([^_\s][^_]*)_\b|\[([^\]]+)\]\(([^)\s]+)\)/g;

function marks(app, text) {
  const out = [];
  let from = 0;
  for (const m of text.matchAll(mark)) {
    if (m.index > from) out.push(withEmoji(text.slice(from, m.index)));
    from = m.index + m[0].length;
    const [, code, strong, strong2, strike, em, em2, label, url] = m;
    if (code) out.push(h("code", { class: "code" }, code));
    else if (strong || strong2) out.push(h("strong", {}, marks(app, strong || strong2)));
    else if (strike) out.push(h("s", {}, marks(app, strike)));
    else if (em || em2) out.push(h("em", {}, marks(app, em || em2)));
    else out.push(link(app, url, label));
  }
  if (from < text.length) out.push(withEmoji(text.slice(from)));
  return out;
}
