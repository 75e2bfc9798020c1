// Text objects, wherever blocks hold one.

import { h } from "../dom.js";
import { withEmoji } from "../emoji.js";
import { mrkdwn } from "../mrkdwn.js";

// text renders a plain_text or mrkdwn object.
export function text(app, object) {
  if (!object) return "";
  if (object.type === "mrkdwn") return mrkdwn(app, object.text ?? "", { verbatim: object.verbatim });
  return words(object);
}

// words is a plain_text object's string.
export function words(object) {
  const value = object?.text ?? "";
  return object?.emoji === false ? value : withEmoji(value);
}

// paragraph is a text object as a block of its own that keeps line breaks.
export function paragraph(app, object, props) {
  return h("div", props, text(app, object));
}
