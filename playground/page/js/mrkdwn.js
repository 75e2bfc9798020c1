// Slack's mrkdwn to elements. Whatever the text holds, it ends in text nodes
// and in the few elements made here.

import { h } from "./dom.js";
import { emoji, shortCode } from "./emoji.js";
import { channelLink, everyone, link, mention, when } from "./links.js";

const tags = { "*": "strong", _: "em", "~": "s" };
const deepest = 6;
const bareURL = /https?:\/\/[^\s<>"|]+/y;

// mrkdwn renders a text; verbatim leaves bare addresses alone.
export function mrkdwn(app, text, { verbatim = false } = {}) {
  const out = document.createDocumentFragment();
  const fences = text.split("```");
  fences.forEach((part, i) => {
    const fenced = i % 2 === 1 && i < fences.length - 1;
    if (fenced) {
      if (part) out.append(h("pre", { class: "pre" }, plain(part.replace(/^\n|\n$/g, ""))));
      return;
    }
    const unclosed = i % 2 === 1 ? "```" + part : part;
    const trimmed = i > 0 && i % 2 === 0 ? unclosed.replace(/^\n/, "") : unclosed;
    lines(app, out, trimmed, verbatim);
  });
  return out;
}

// plain undoes the escaping and takes <…> marks by their labels.
export function plain(text) {
  return unescape(text.replace(/<([^<>\n]+)>/g, (_, mark) => mark.split("|").at(-1)));
}

export function unescape(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}

function lines(app, out, text, verbatim) {
  let quote = null;
  let first = true;
  for (const line of text.split("\n")) {
    const quoted = /^(?:&gt;|>)(?: |$)?/.exec(line);
    if (quoted) {
      if (quote) quote.append(h("br"));
      else out.append((quote = h("blockquote", { class: "quote" })));
      inline(app, quote, line.slice(quoted[0].length), verbatim, 0);
      first = true;
      continue;
    }
    if (!first) out.append(h("br"));
    quote = null;
    first = false;
    inline(app, out, line, verbatim, 0);
  }
}

// inline renders one line. A search for a closing mark that failed once is not
// made again, so that hostile text costs no more than its length.
function inline(app, out, text, verbatim, depth) {
  let from = 0;
  let at = 0;
  const hopeless = new Set();
  const flush = (to) => {
    if (to > from) out.append(unescape(text.slice(from, to)));
  };
  const put = (node, next) => {
    flush(at);
    out.append(node);
    at = from = next;
  };
  while (at < text.length) {
    const c = text[at];
    if (c === "<") {
      const end = text.indexOf(">", at);
      if (end > at + 1) {
        put(marked(app, text.slice(at + 1, end)), end + 1);
        continue;
      }
    } else if (c === "`") {
      const end = text.indexOf("`", at + 1);
      if (end > at + 1) {
        put(h("code", { class: "code" }, plain(text.slice(at + 1, end))), end + 1);
        continue;
      }
    } else if (tags[c] && depth < deepest && !hopeless.has(c) && opens(text, at)) {
      const end = closing(text, at);
      if (end > 0) {
        const el = h(tags[c]);
        inline(app, el, text.slice(at + 1, end), verbatim, depth + 1);
        put(el, end + 1);
        continue;
      }
      hopeless.add(c);
    } else if (c === ":") {
      shortCode.lastIndex = at;
      const found = shortCode.exec(text);
      const shown = found && emoji(found[1], Number(found[2] ?? 0));
      if (shown) {
        put(picture(found[1], shown), shortCode.lastIndex);
        continue;
      }
    } else if (c === "h" && !verbatim && !wordAt(text, at - 1)) {
      bareURL.lastIndex = at;
      const found = bareURL.exec(text);
      if (found) {
        const url = unescape(found[0].replace(/[.,;:!?)'*_~]+$/, ""));
        put(link(app, url, url), at + found[0].replace(/[.,;:!?)'*_~]+$/, "").length);
        continue;
      }
    }
    at += 1;
  }
  flush(text.length);
}

// picture is an emoji with its name for who cannot see it.
export function picture(name, character) {
  return h("span", { class: "emoji", role: "img", "aria-label": name.replaceAll("_", " "), title: `:${name}:` }, character);
}

function marked(app, mark) {
  const [body, label] = split(mark);
  const [kind, rest] = [body[0], body.slice(1)];
  if (kind === "@") return mention(app, rest, label);
  if (kind === "#") return channelLink(app, rest, label);
  if (kind === "!") {
    if (rest.startsWith("date^")) {
      const [, seconds, pattern, url] = rest.split("^");
      return Number.isFinite(Number(seconds)) && pattern ? when(app, seconds, pattern, url) : document.createTextNode(label ?? rest);
    }
    if (["here", "channel", "everyone"].includes(rest)) return everyone(rest);
    return h("span", { class: "mention" }, label ?? `@${rest}`);
  }
  const url = unescape(body);
  const text = unescape(label ?? body).replace(/^mailto:/, "");
  return /^(https?:|mailto:)/.test(url) ? link(app, url, text) : document.createTextNode(`<${unescape(mark)}>`);
}

function split(mark) {
  const at = mark.indexOf("|");
  return at < 0 ? [mark] : [mark.slice(0, at), mark.slice(at + 1)];
}

function wordAt(text, at) {
  return at >= 0 && at < text.length && /[\p{L}\p{N}]/u.test(text[at]);
}

function opens(text, at) {
  const next = text[at + 1];
  return next !== undefined && next !== " " && next !== text[at] && !wordAt(text, at - 1);
}

// closing finds where an emphasis ends: not inside a <…> mark or `code`.
function closing(text, at) {
  const c = text[at];
  let i = at + 1;
  while (i < text.length) {
    if (text[i] === "<" || text[i] === "`") {
      const end = text.indexOf(text[i] === "<" ? ">" : "`", i + 1);
      if (end > 0) {
        i = end + 1;
        continue;
      }
    }
    if (text[i] === c && i > at + 1 && text[i - 1] !== " " && text[i + 1] !== c && !wordAt(text, i + 1)) return i;
    i += 1;
  }
  return -1;
}
