// data_visualization blocks: an SVG chart, and its figures as a table for who
// reads rather than looks.

import { h, s } from "../dom.js";

const size = { width: 640, height: 300, left: 48, right: 12, top: 12 };
const letter = 6.4; // about the width of one in a tick, in pixels
const lineHeight = 14;

// chart renders a pie, bar, area or line chart.
export function chart(block) {
  const data = block.chart ?? {};
  const draw = { pie, bar: axes, area: axes, line: axes }[data.type];
  const title = block.title ?? "";
  const node = h("figure", { class: "block-chart", "data-test": "chart" }, title && h("figcaption", { class: "chart-title" }, title));
  if (!draw) {
    node.append(h("p", { class: "block-unknown" }, `[chart: ${data.type}]`));
    return node;
  }
  let drawn = draw(data, title, size.width);
  node.append(drawn, legend(data), figures(data, title));
  // Letters keep their size: where there is less room the chart is drawn anew for it.
  let width = size.width;
  new ResizeObserver(() => {
    const now = Math.round(drawn.getBoundingClientRect().width);
    if (!now || now === width || data.type === "pie") return;
    width = now;
    const next = draw(data, title, width);
    drawn.replaceWith(next);
    drawn = next;
  }).observe(node);
  return node;
}

const number = (value) => new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(value);

function pie(data, title) {
  const total = data.segments.reduce((sum, x) => sum + x.value, 0) || 1;
  const svg = frame(title, 260, 220);
  svg.classList.add("chart-pie");
  let turn = -Math.PI / 2;
  data.segments.forEach((segment, i) => {
    const share = segment.value / total;
    const end = turn + share * 2 * Math.PI;
    const at = (angle) => `${130 + 100 * Math.cos(angle)} ${110 + 100 * Math.sin(angle)}`;
    const tip = s("title", {}, `${segment.label}: ${number(segment.value)} (${Math.round(share * 100)} %)`);
    svg.append(
      share > 0.9999
        ? s("circle", { class: `series series-${i + 1}`, cx: 130, cy: 110, r: 100 }, tip)
        : s("path", { class: `series series-${i + 1}`, d: `M130 110 L${at(turn)} A100 100 0 ${share > 0.5 ? 1 : 0} 1 ${at(end)} Z` }, tip),
    );
    turn = end;
  });
  return svg;
}

function axes(data, title, width) {
  const categories = data.axis_config?.categories ?? data.series[0].data.map((p) => p.label);
  const rows = data.series.map((one) => categories.map((c) => one.data.find((p) => p.label === c)?.value ?? 0));
  const scale = scaleOf(rows.flat());
  const svg = frame(title, width, size.height);
  svg.setAttribute("height", size.height);
  const config = data.axis_config ?? {};
  const inner = { width: width - size.left - size.right };
  const step = inner.width / categories.length;
  const names = labels(categories, step);
  inner.height = size.height - size.top - names.height - (config.x_label ? 24 : 4);
  const bottom = size.top + inner.height;
  const y = (value) => size.top + inner.height * (1 - (value - scale.low) / (scale.high - scale.low));
  const x = (i) => size.left + step * (i + 0.5);
  for (let tick = scale.low; tick <= scale.high + scale.step / 2; tick += scale.step) {
    svg.append(
      s("line", { class: "grid", x1: size.left, x2: width - size.right, y1: y(tick), y2: y(tick) }),
      s("text", { class: "tick", x: size.left - 6, y: y(tick) + 4, "text-anchor": "end" }, number(tick)),
    );
  }
  categories.forEach((name, i) => {
    const at = names.slanted
      ? { transform: `translate(${x(i) + 4} ${bottom + 12}) rotate(-60)`, "text-anchor": "end" }
      : { x: x(i), y: bottom + 16, "text-anchor": "middle" };
    const lines = names.lines[i].map((words, n) => (names.slanted ? words : s("tspan", { x: x(i), dy: n ? lineHeight : 0 }, words)));
    svg.append(s("text", { class: "tick", ...at }, ...lines, s("title", {}, name)));
  });
  axisLabels(svg, config, width, (size.top + bottom) / 2);
  const marks = { bar: bars, line: lines, area: areas }[data.type];
  marks(svg, data, rows, { x, y, step, zero: y(Math.max(scale.low, Math.min(0, scale.high))), categories });
  return svg;
}

// labels breaks the names below the axis into lines, or slants them where the
// room is too narrow for their words.
function labels(categories, step) {
  const room = Math.floor((step - 4) / letter);
  const lines = categories.map((name) => {
    const out = [""];
    for (const word of name.split(/\s+/)) {
      const joined = out.at(-1) ? `${out.at(-1)} ${word}` : word;
      if (joined.length <= room || !out.at(-1)) out[out.length - 1] = joined;
      else out.push(word);
    }
    return out;
  });
  if (lines.every((one) => one.length <= 3 && one.every((words) => words.length <= room))) {
    return { slanted: false, lines, height: 10 + lineHeight * Math.max(...lines.map((one) => one.length)) };
  }
  // Each has no more room than there is to its left.
  const short = categories.map((name, i) => {
    const most = Math.min(20, Math.floor((size.left + step * (i + 0.5) - 16) / (letter * 0.53)));
    return name.length > most ? `${name.slice(0, most - 1)}…` : name;
  });
  return { slanted: true, lines: short.map((words) => [words]), height: 22 + Math.max(...short.map((words) => words.length)) * letter * 0.95 };
}

function axisLabels(svg, config, width, middle) {
  if (config.x_label) svg.append(s("text", { class: "axis", x: (size.left + width) / 2, y: size.height - 8, "text-anchor": "middle" }, config.x_label));
  if (config.y_label) svg.append(s("text", { class: "axis", transform: `translate(11 ${middle}) rotate(-90)`, "text-anchor": "middle" }, config.y_label));
}

function bars(svg, data, rows, place) {
  const width = Math.min(46, (place.step * 0.72) / rows.length);
  rows.forEach((row, k) =>
    row.forEach((value, i) => {
      const top = place.y(value);
      svg.append(
        s(
          "rect",
          {
            class: `series series-${k + 1}`,
            x: place.x(i) - (width * rows.length) / 2 + width * k + 1,
            y: Math.min(top, place.zero),
            width: Math.max(1, width - 2),
            height: Math.abs(place.zero - top),
            rx: 2,
          },
          tip(data, place, k, i, value),
        ),
      );
    }),
  );
}

function lines(svg, data, rows, place) {
  rows.forEach((row, k) => {
    const points = row.map((value, i) => `${place.x(i)},${place.y(value)}`).join(" ");
    svg.append(s("polyline", { class: `stroke stroke-${k + 1}`, points }));
    row.forEach((value, i) =>
      svg.append(s("circle", { class: `series series-${k + 1}`, cx: place.x(i), cy: place.y(value), r: 4 }, tip(data, place, k, i, value))),
    );
  });
}

function areas(svg, data, rows, place) {
  rows.forEach((row, k) => {
    const points = row.map((value, i) => `${place.x(i)},${place.y(value)}`);
    const edge = [`${place.x(0)},${place.zero}`, ...points, `${place.x(row.length - 1)},${place.zero}`];
    svg.append(s("polygon", { class: `area series-${k + 1}`, points: edge.join(" ") }), s("polyline", { class: `stroke stroke-${k + 1}`, points: points.join(" ") }));
  });
}

function tip(data, place, k, i, value) {
  return s("title", {}, `${data.series[k].name}, ${place.categories[i]}: ${number(value)}`);
}

// scaleOf chooses round steps that hold every value, and zero.
function scaleOf(values) {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const raw = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= raw * 0.999);
  return { low: Math.floor(low / step) * step, high: Math.ceil((high || 1) / step) * step, step };
}

function frame(title, width, height) {
  return s("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Chart: ${title}. The figures follow as a table.` });
}

function legend(data) {
  const names = data.type === "pie" ? data.segments.map((x) => x.label) : data.series.map((x) => x.name);
  if (data.type !== "pie" && names.length < 2) return "";
  const key = (i) => s("svg", { class: "key", viewBox: "0 0 10 10", "aria-hidden": "true" }, s("rect", { class: `series series-${i + 1}`, width: 10, height: 10, rx: 2 }));
  return h("ul", { class: "legend" }, names.map((name, i) => h("li", {}, key(i), name)));
}

function figures(data, title) {
  const cell = (tag, content, scope) => h(tag, { scope, class: typeof content === "number" ? "align-right" : null }, typeof content === "number" ? number(content) : content);
  const head = data.type === "pie" ? ["", "Value"] : [data.axis_config?.x_label ?? "", ...data.series.map((x) => x.name)];
  const categories = data.axis_config?.categories ?? data.series?.[0].data.map((p) => p.label);
  const rows =
    data.type === "pie"
      ? data.segments.map((x) => [x.label, x.value])
      : categories.map((c) => [c, ...data.series.map((one) => one.data.find((p) => p.label === c)?.value ?? 0)]);
  return h(
    "details",
    { class: "figures", "data-test": "chart-figures" },
    h("summary", {}, "Figures"),
    h(
      "table",
      { class: "table" },
      h("caption", { class: "unseen" }, title),
      h("thead", {}, h("tr", {}, head.map((x) => cell("th", x, "col")))),
      h("tbody", {}, rows.map(([label, ...values]) => h("tr", {}, cell("th", label, "row"), values.map((v) => cell("td", v))))),
    ),
  );
}
