// Small values kept in the browser. A browser that refuses keeps nothing, and
// the page works on.

const prefix = "greenroom.";

// kept reads a value, or the fallback.
export function kept(key, fallback) {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? fallback : JSON.parse(text);
  } catch {
    return fallback;
  }
}

// keep writes a value; undefined removes it.
export function keep(key, value) {
  try {
    if (value === undefined) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Nothing to do: the value lives until the page is left.
  }
}
