// What a modal checks before it is sent, as Slack does: required fields,
// lengths, numbers and addresses.

// problems returns words by block_id for inputs that cannot be sent.
export function problems(blocks, form) {
  const out = {};
  for (const block of blocks) {
    if (block.type !== "input") continue;
    const words = problem(block, form.get(block, block.element));
    if (words) out[block.block_id] = words;
  }
  return out;
}

function problem(block, value) {
  const el = block.element;
  if (empty(value)) return block.optional ? "" : "Please fill in this field.";
  const text = value.value;
  if (typeof text !== "string") return "";
  if (el.min_length && text.length < el.min_length) return `Please write at least ${el.min_length} characters.`;
  if (el.max_length && text.length > el.max_length) return `Please write at most ${el.max_length} characters; these are ${text.length}.`;
  if (el.type === "email_text_input" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return "Please enter a valid email address.";
  if (el.type === "url_text_input" && !/^https?:\/\/\S+$/.test(text)) return "Please enter a valid link.";
  if (el.type === "number_input") return numberProblem(el, text);
  return "";
}

function numberProblem(el, text) {
  const number = Number(text);
  if (!Number.isFinite(number) || (!el.is_decimal_allowed && !Number.isInteger(number))) return "Please enter a valid number.";
  if (el.min_value !== undefined && number < Number(el.min_value)) return `Please enter ${el.min_value} or more.`;
  if (el.max_value !== undefined && number > Number(el.max_value)) return `Please enter ${el.max_value} or less.`;
  return "";
}

// empty says whether nothing was entered.
function empty(value) {
  if (!value) return true;
  return Object.entries(value).every(([key, v]) => key === "type" || v === null || v === undefined || (typeof v === "string" && v.trim() === "") || (Array.isArray(v) && v.length === 0));
}
