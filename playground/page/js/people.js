// People as the page shows them: avatars and names.

import { h } from "./dom.js";

// avatar is a disc with initials in the person's own colour.
export function avatar(person, { small = false } = {}) {
  const el = h("span", { class: small ? "avatar avatar-small" : "avatar", "aria-hidden": "true" }, initials(person));
  if (person?.is_bot) el.classList.add("avatar-bot");
  const colour = /^#?[0-9a-f]{6}$/i.test(person?.color ?? "") ? `#${person.color.replace("#", "")}` : "#5b6b63";
  el.style.backgroundColor = colour;
  el.style.color = bright(colour) ? "#14231b" : "#ffffff";
  return el;
}

function initials(person) {
  const words = fullName(person).split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((w) => [...w][0]).join("").toUpperCase() || "?";
}

// bright says whether dark letters read better than white ones on a colour.
function bright(colour) {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.2;
}

export function fullName(person) {
  return person?.real_name || person?.name || "Somebody";
}

export function firstName(person) {
  return fullName(person).split(/\s+/)[0];
}

// author is who a message shows as its sender.
export function author(store, message) {
  const person = store.people.get(message.user);
  if (message.bot_id && (message.username || !person)) {
    return { id: message.user, name: message.username || message.bot_profile?.name || "App", is_bot: true, color: person?.color };
  }
  return person ?? { id: message.user, name: message.username || message.user || "Somebody" };
}

// title is a conversation's name as its members see it.
export function title(store, conversation) {
  if (!conversation) return "";
  if (conversation.kind !== "im") return conversation.name;
  if (conversation.with === store.me.id) return `${fullName(store.me)} (you)`;
  return fullName(store.people.get(conversation.with));
}
