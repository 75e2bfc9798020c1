// The page's own line icons, drawn on a 20 by 20 grid.

import { s } from "./dom.js";

const paths = {
  back: "M12.5 4.5 7 10l5.5 5.5",
  close: "m5 5 10 10M15 5 5 15",
  reply: "M3.5 4.5h13v8.5H9.5L6 16v-3H3.5z",
  edit: "m4 16 .800-3.4L13.3 4.1l2.6 2.6-8.5 8.5L4 16Z",
  trash: "M4 6h12M8 6V4h4v2M5.5 6l.8 10h7.4l.8-10M8.5 9v4.5M11.5 9v4.5",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  send: "M3.5 10 17 3.5 13 16.5l-3.2-4.8zM9.8 11.7 17 3.5",
  clip: "m15.5 9.5-5.6 5.6a3.3 3.3 0 0 1-4.7-4.7l6-6a2.2 2.2 0 0 1 3.1 3.1l-5.9 5.9a1.1 1.1 0 0 1-1.6-1.6l5.4-5.4",
  bolt: "M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8.5H10.5z",
  gear: "M10 7.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M15.3 4.7l-1.4 1.4M6.1 13.9l-1.4 1.4",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1",
  moon: "M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8Z",
  screen: "M3 4h14v9.5H3zM7.5 16.5h5M10 13.5v3",
  eye: "M2.5 10S5.2 5 10 5s7.5 5 7.5 5-2.7 5-7.5 5-7.5-5-7.5-5ZM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4Z",
  down: "m5 7.5 5 5 5-5",
  check: "m4 10.5 4 4 8-9",
  file: "M5.5 2.5h6L15 6v11.5H5.5zM11.5 2.5V6H15",
  download: "M10 3v9.5M6 9l4 4 4-4M4 16.5h12",
  lock: "M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  plug: "M7.5 3v4M12.5 3v4M5.5 7h9v2.5a4.5 4.5 0 0 1-9 0zM10 14v3.5",
  copy: "M7 7h9v9H7zM4 13V4h9",
  bulb: "M7.5 13.5a5 5 0 1 1 5 0v2h-5zM8.5 17.5h3",
  tab: "M11 4h5v5M16 4l-7 7M13.5 11.5V16H4V6.5h4.5",
  warn: "M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.3h.01",
};

// icon draws one icon; it says nothing to a screen reader, its button does.
export function icon(name) {
  return s(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    s("path", { d: paths[name] }),
  );
}
