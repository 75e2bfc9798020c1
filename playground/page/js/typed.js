// A sent message's text turned back into what was typed, for editing it.

import { unescape } from "./mrkdwn.js";

// typed undoes mentions, links and escaping.
export function typed(store, text) {
  return unescape(
    text.replace(/<([^<>\n]+)>/g, (_, mark) => {
      const [body, label] = mark.split("|");
      if (body[0] === "@") return `@${store.people.get(body.slice(1))?.name ?? label ?? body.slice(1)}`;
      if (body[0] === "#") return `#${store.conversations.get(body.slice(1))?.name ?? label ?? body.slice(1)}`;
      if (body[0] === "!") return `@${body.slice(1)}`;
      return body;
    }),
  );
}
