// Building elements. Text always becomes text nodes: nothing here parses HTML.

const SVG = "http://www.w3.org/2000/svg";

// h makes an element. Props: "class", "on" (a map of listeners), properties
// named in `live`, and attributes; null, undefined and false are left out.
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

// s makes an SVG element.
export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

const live = new Set(["value", "checked", "disabled", "hidden", "selected", "indeterminate"]);

function fill(el, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) el.addEventListener(event, listener);
    } else if (live.has(name)) {
      el[name] = value;
    } else {
      el.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(el, children);
  return el;
}

// append adds children: nodes, strings, numbers, or lists of them.
export function append(el, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    el.append(child);
  }
  return el;
}

// replace puts children in place of all that an element holds.
export function replace(el, ...children) {
  el.textContent = "";
  return append(el, children);
}

let serial = 0;

// uid makes an id that no other element of the page has.
export function uid(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

// reconcile makes a parent's children the nodes given, in order, and moves
// only those that are out of place, so that focus and scroll survive.
export function reconcile(parent, nodes) {
  const keep = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!keep.has(child)) child.remove();
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}

// focusable lists what Tab would reach inside an element, in order.
export function focusable(root) {
  const query = "a[href], button, input, select, textarea, summary, [tabindex]";
  return [...root.querySelectorAll(query)].filter(
    (el) => !el.disabled && el.tabIndex >= 0 && el.getClientRects().length > 0 && !el.closest("[inert]"),
  );
}
