// Keeping the focus through an update: a block that changed is drawn anew, and
// the control that had the focus in it is another element then.

// focused remembers which control inside a root has the focus, with its
// selection; null when none has.
export function focused(root) {
  const el = document.activeElement;
  if (!el || el === root || !root.contains(el)) return null;
  const selects = el.matches("textarea, input[type=text]");
  return {
    block: el.closest("[data-block-id]")?.dataset.blockId ?? "",
    action: el.closest("[data-action-id]")?.dataset.actionId ?? "",
    value: el.matches("input[type=radio], input[type=checkbox]") ? el.value : null,
    selection: selects ? [el.selectionStart, el.selectionEnd] : null,
  };
}

// refocus gives the focus back if the update took it away. It returns whether
// the focus is inside the root.
export function refocus(root, held) {
  if (!held || root.contains(document.activeElement)) return true;
  const inBlock = `[data-block-id="${CSS.escape(held.block)}"]`;
  const control = [...root.querySelectorAll("[data-action-id]")].find((el) => el.dataset.actionId === held.action && el.closest(inBlock));
  const target = held.value === null ? control : [...(control?.querySelectorAll("input") ?? [])].find((el) => el.value === held.value);
  if (!target) return false;
  (target.matches("details") ? target.querySelector("summary") : target).focus();
  if (held.selection && target.setSelectionRange) target.setSelectionRange(...held.selection);
  return true;
}
