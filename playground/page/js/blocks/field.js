// What every control of a form shares.

// describe ties a control to its label, hint and error.
export function describe(control, el, ids, placeholder) {
  if (ids) {
    control.setAttribute("aria-describedby", `${ids.error} ${ids.hint}`);
    if (control.matches("[role]")) control.setAttribute("aria-labelledby", ids.label);
  } else if (!control.hasAttribute("aria-label")) {
    control.setAttribute("aria-label", placeholder || el.action_id || el.type);
  }
  if (el.focus_on_load) control.dataset.focusOnLoad = "";
  return control;
}

// changed keeps a new value and tells the app where the block asks for that:
// always outside an input block, inside one with dispatch_action only. When
// the person declines to confirm, revert puts the old value back.
export async function changed(surface, block, el, value, node, revert) {
  const old = surface.form.get(block, el);
  surface.form.set(block, el, value);
  if (block.type === "input" && !block.dispatch_action) return;
  const done = await surface.act(block, el, value, node);
  if (!done && el.confirm) {
    const { type, ...before } = old;
    surface.form.set(block, el, before);
    revert?.();
  }
}
