// What a person has entered on one surface, in Slack's own shape of state.

// Form maps block_id and action_id to values such as
// {type: "plain_text_input", value: "…"}. A value outlives an update of its
// surface for as long as block_id, action_id and type stay the same.
export class Form {
  #blocks = new Map();
  touched = false;

  // begin gives an element its first value, unless it has one of its type.
  begin(block, element, value) {
    const actions = this.#actions(block.block_id);
    const now = actions.get(element.action_id);
    if (now?.type !== element.type) actions.set(element.action_id, { type: element.type, ...value });
    return actions.get(element.action_id);
  }

  set(block, element, value) {
    this.touched = true;
    this.#actions(block.block_id).set(element.action_id, { type: element.type, ...value });
  }

  get(block, element) {
    return this.#blocks.get(block.block_id)?.get(element.action_id);
  }

  // take adopts the values that the server remembers of a surface.
  take(values) {
    for (const [block, actions] of Object.entries(values ?? {})) {
      for (const [action, value] of Object.entries(actions)) this.#actions(block).set(action, value);
    }
  }

  // prune forgets what is no longer on the surface.
  prune(blocks) {
    const there = new Map();
    for (const block of blocks) {
      const ids = there.get(block.block_id) ?? new Set();
      for (const element of elementsOf(block)) ids.add(element.action_id);
      there.set(block.block_id, ids);
    }
    for (const [block, actions] of this.#blocks) {
      for (const action of actions.keys()) if (!there.get(block)?.has(action)) actions.delete(action);
      if (actions.size === 0) this.#blocks.delete(block);
    }
  }

  // values is the whole state, as payloads carry it.
  values() {
    const out = {};
    for (const [block, actions] of this.#blocks) out[block] = Object.fromEntries(actions);
    return out;
  }

  #actions(block) {
    if (!this.#blocks.has(block)) this.#blocks.set(block, new Map());
    return this.#blocks.get(block);
  }
}

// elementsOf lists the interactive elements of a block.
export function elementsOf(block) {
  return [block.accessory, block.element, ...(block.elements ?? [])].filter((e) => e?.action_id);
}
