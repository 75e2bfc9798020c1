// Private messages that the person has put away, for as long as the tab lives.

const key = "greenroom.dismissed";

function all() {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? [];
  } catch {
    return [];
  }
}

const gone = new Set(all());

// dismissed says whether a message was put away.
export function dismissed(message) {
  return Boolean(message.ephemeral) && gone.has(message.ts);
}

// dismiss puts one away.
export function dismiss(message) {
  gone.add(message.ts);
  try {
    sessionStorage.setItem(key, JSON.stringify([...gone].slice(-200)));
  } catch {
    // It comes back after a reload, which is no loss.
  }
}
