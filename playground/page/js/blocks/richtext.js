// rich_text blocks: sections, lists, quotes and preformatted text.

import { h, append } from "../dom.js";
import { emoji } from "../emoji.js";
import { channelLink, everyone, link, mention, when } from "../links.js";
import { picture } from "../mrkdwn.js";

// richText returns the elements of a rich_text object.
export function richText(app, block) {
  const out = [];
  for (const part of block.elements ?? []) {
    if (part.type === "rich_text_list") list(app, out, part);
    else out.push(piece(app, part));
  }
  return out;
}

function piece(app, part) {
  const inner = runs(app, part.elements ?? []);
  switch (part.type) {
    case "rich_text_section":
      return h("div", { class: "rich-section" }, inner);
    case "rich_text_quote":
      return h("blockquote", { class: "quote" }, inner);
    case "rich_text_preformatted":
      return h("pre", { class: "pre" }, inner);
    default:
      return h("p", { class: "block-unknown" }, `[${part.type}]`);
  }
}

// list nests by indent: a deeper list hangs below the last item before it.
function list(app, out, part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const node = h(tag, { class: "rich-list", start: part.offset ? part.offset + 1 : null });
  for (const item of part.elements ?? []) node.append(h("li", {}, runs(app, item.elements ?? [])));
  let parent = null;
  for (let level = 0, at = out.at(-1); level < (part.indent ?? 0) && at?.matches?.(".rich-list"); level += 1) {
    parent = at.lastElementChild;
    at = parent?.lastElementChild;
  }
  if (parent) parent.append(node);
  else out.push(node);
}

function runs(app, elements) {
  return elements.map((el) => run(app, el));
}

function run(app, el) {
  switch (el.type) {
    case "text":
      return styled(el.style, lines(el.text ?? ""));
    case "link":
      return styled(el.style, [link(app, el.url, el.text || el.url)]);
    case "emoji": {
      const shown = emoji(el.name, el.skin_tone) || fromUnicode(el.unicode);
      return shown ? picture(el.name, shown) : `:${el.name}:`;
    }
    case "user":
      return styled(el.style, [mention(app, el.user_id)]);
    case "channel":
      return styled(el.style, [channelLink(app, el.channel_id)]);
    case "usergroup":
      return h("span", { class: "mention" }, `@${el.usergroup_id}`);
    case "broadcast":
      return everyone(el.range);
    case "date":
      return el.format ? when(app, el.timestamp, el.format, el.url) : (el.fallback ?? "");
    case "color":
      return h("code", { class: "code" }, el.value ?? "");
    default:
      return el.text ?? el.fallback ?? `[${el.type}]`;
  }
}

function fromUnicode(points) {
  if (!/^[0-9a-f]+(-[0-9a-f]+)*$/i.test(points ?? "")) return "";
  return String.fromCodePoint(...points.split("-").map((p) => parseInt(p, 16)));
}

function lines(text) {
  return text.split("\n").flatMap((line, i) => (i ? [h("br"), line] : [line]));
}

function styled(style, nodes) {
  let inner = nodes;
  if (style?.code) inner = [h("code", { class: "code" }, inner)];
  if (style?.strike) inner = [h("s", {}, inner)];
  if (style?.underline) inner = [h("u", {}, inner)];
  if (style?.italic) inner = [h("em", {}, inner)];
  if (style?.bold) inner = [h("strong", {}, inner)];
  return append(document.createDocumentFragment(), inner);
}
