// Files in messages, and files on their way.

import { h } from "./dom.js";
import { icon } from "./icons.js";

// fileList shows what a message carries.
export function fileList(files) {
  return h("div", { class: "files" }, files.map(file));
}

function file(one) {
  const href = `/files/${encodeURIComponent(one.id)}/${encodeURIComponent(one.name ?? "file")}`;
  const mimetype = one.mimetype ?? "";
  const transcript = one.transcription?.preview?.content;
  if (mimetype.startsWith("image/")) {
    return h(
      "figure",
      { class: "file-image", "data-test": "file", "data-file": one.id },
      h("figcaption", {}, one.title || one.name),
      h("a", { href, target: "_blank", rel: "noopener" }, h("img", { src: href, alt: one.alt_txt || one.name || "image", loading: "lazy" })),
    );
  }
  const card = h(
    "a",
    { class: "file", href, download: one.name ?? "", "data-test": "file", "data-file": one.id },
    icon("file"),
    h("span", { class: "file-text" }, h("span", { class: "file-name" }, one.title || one.name || one.id), h("span", { class: "file-about" }, about(one))),
    h("span", { class: "unseen" }, "Download"),
    icon("download"),
  );
  if (!mimetype.startsWith("audio/") && !transcript) return card;
  return h("div", { class: "clip" }, card, transcript && h("p", { class: "transcript" }, h("span", { class: "transcript-label" }, "Transcript: "), transcript));
}

function about(one) {
  return [one.pretty_type || one.filetype || one.mimetype, bytes(one.size)].filter(Boolean).join(" · ");
}

// bytes is a size in words.
export function bytes(size) {
  if (size === undefined || size === null) return "";
  if (size < 1000) return `${size} B`;
  if (size < 1e6) return `${Math.round(size / 1000)} kB`;
  return `${(size / 1e6).toFixed(1)} MB`;
}
