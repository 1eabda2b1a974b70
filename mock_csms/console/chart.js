// The message sequence chart: charge points on the left, the central system on the right.

import { byId, el, fillSelect, saveAs, say, svg, throttled } from "./dom.js";
import { ofTransaction, transactionsIn } from "./journal.js";
import { clockOf, errorText, pretty, summary, toneOf } from "./words.js";

const MOST = 500;
const ROW = 34;
const HEAD = 34;
const SIZES = { wide: { gutter: 104, margin: 84, clock: 12 }, narrow: { gutter: 74, margin: 60, clock: 8 } };
const NARROW = 600;
const LANE = 130;
const WIDEST_LANE = 620;
const MOST_LANES = 4;
const CHARACTER = 6.7;
const GAP = 10;
const OURS = "central system";
const EVERYBODY = "charge points";
const INLINED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "paint-order"];

/** Emits "jump" with the entry that was clicked. */
export class Chart extends EventTarget {
  constructor(journal, frames) {
    super();
    this.journal = journal;
    this.frames = frames;
    this.root = byId("chart");
    this.controls = { what: byId("chart-what"), count: byId("chart-count"), transaction: byId("chart-transaction"), lines: byId("chart-lines") };
    this.isVisible = false;
    this.drawSoon = throttled(250, () => this.draw());
    for (const control of Object.values(this.controls)) control.addEventListener("input", () => this.draw());
    frames.addEventListener("view", this.drawSoon);
    frames.addEventListener("selection", () => this.controls.what.value === "selection" && this.drawSoon());
    byId("chart-save").addEventListener("click", () => this.save());
    new ResizeObserver(this.drawSoon).observe(this.root);
  }

  /** Draw this: "last", "selection", or "transaction" with its id. */
  choose(what, transaction) {
    this.controls.what.value = what;
    if (transaction !== undefined) this.offer([transaction, ...transactionsIn(this.journal.entries)], transaction);
    this.draw();
  }

  /** Only what can be seen is drawn. */
  visible(isVisible) {
    this.isVisible = isVisible;
    if (isVisible) this.draw();
  }

  offer(ids, chosen) {
    const rows = [...new Set(ids)].map((id) => [String(id), String(id)]);
    if (JSON.stringify(rows) !== this.offered) fillSelect(this.controls.transaction, rows);
    this.offered = JSON.stringify(rows);
    if (chosen !== undefined) this.controls.transaction.value = String(chosen);
  }

  entries() {
    const { what, count, transaction } = this.controls;
    const sources = {
      last: () => this.frames.view.slice(-Math.max(1, Number(count.value) || 1)),
      selection: () => this.frames.selection,
      transaction: () => ofTransaction(this.journal.entries, Number(transaction.value)),
    };
    return sources[what.value]();
  }

  draw() {
    if (!this.isVisible) return;
    const { what, count, transaction, lines } = this.controls;
    count.hidden = what.value !== "last";
    transaction.hidden = what.value !== "transaction";
    this.offer(transactionsIn(this.journal.entries));
    const all = this.entries();
    this.drawn = all.slice(-MOST);
    say(byId("chart-total"), all.length > MOST ? `the last ${MOST} of ${all.length}` : `${all.length} entries`);
    const picture = pictureOf(this.drawn, isEach(this.drawn, lines.value), this.root.clientWidth, (entry) => this.jump(entry));
    const isAtEnd = this.root.scrollTop + this.root.clientHeight >= this.root.scrollHeight - ROW;
    this.root.replaceChildren(...picture);
    if (isAtEnd && what.value === "last") this.root.scrollTop = this.root.scrollHeight;
  }

  jump(entry) {
    this.dispatchEvent(new CustomEvent("jump", { detail: entry }));
  }

  save() {
    const [heads, rows] = this.root.querySelectorAll("svg");
    if (!rows) return;
    const whole = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: rows.getAttribute("width"), height: HEAD + Number(rows.getAttribute("height")) },
      withLook(heads), svg("g", { transform: `translate(0 ${HEAD})` }, withLook(rows)));
    saveAs(new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" }), "sequence.svg");
  }
}

/** A copy that needs no style sheet. */
function withLook(original) {
  const copied = original.cloneNode(true);
  const originals = [original, ...original.querySelectorAll("*")];
  [copied, ...copied.querySelectorAll("*")].forEach((node, at) => {
    const look = getComputedStyle(originals[at]);
    for (const name of INLINED) node.setAttribute(name, look.getPropertyValue(name));
  });
  return copied;
}

/** One life line per charge point, or one for all of them? Undecided, as long as they fit. */
function isEach(entries, chosen) {
  return chosen === "auto" ? identitiesIn(entries).length <= MOST_LANES : chosen === "each";
}

function identitiesIn(entries) {
  return [...new Set(entries.map((entry) => entry.identity))].filter(Boolean);
}

function pictureOf(entries, isForEach, width, jump) {
  if (!entries.length) return [el("p", { class: "dim empty" }, "Nothing to draw. Click a frame, Shift-click another, and choose “Chart selection”.")];
  const lanes = lanesOf(entries, isForEach, width);
  const rows = [];
  let y = 0;
  entries.forEach((entry, at) => {
    const pause = at ? (new Date(entry.time) - new Date(entries[at - 1].time)) / 1000 : 0;
    if (pause >= GAP) {
      rows.push(pauseAt(y, pause, lanes));
      y += ROW / 2;
    }
    rows.push(rowAt(entry, y, lanes, jump));
    y += ROW;
  });
  return [headsOf(lanes), bodyOf(lanes, rows, y)];
}

function lanesOf(entries, isForEach, width) {
  const identities = identitiesIn(entries);
  const isShared = !isForEach && identities.length > 1;
  const names = isForEach || !isShared ? identities : [EVERYBODY];
  const { gutter, margin, clock } = SIZES[width < NARROW ? "narrow" : "wide"];
  const room = (width - gutter - 2 * margin - 16) / Math.max(1, names.length);
  const lane = Math.max(LANE, Math.min(WIDEST_LANE, room));
  const at = new Map([...names, OURS].map((name, number) => [name, gutter + margin + lane * number]));
  const place = (identity) => at.get(isShared ? EVERYBODY : identity) ?? at.get(OURS);
  return { at, place, lane, gutter, margin, clock, isShared, ours: at.get(OURS), width: gutter + 2 * margin + lane * names.length };
}

function headsOf({ at, width, lane, margin }) {
  const box = Math.min(lane, 2 * margin) - 8;
  const heads = [...at].map(([name, x]) => svg("g", { class: "lane" },
    svg("rect", { x: x - box / 2, y: 5, width: box, height: HEAD - 10, rx: 3 }),
    svg("text", { x, y: HEAD / 2 + 4 }, shortened(name, box - 12), svg("title", {}, name))));
  return svg("svg", { class: "heads", width, height: HEAD, "aria-hidden": "true" }, heads);
}

function bodyOf({ at, width }, rows, height) {
  const lines = [...at.values()].map((x) => svg("line", { class: "life", x1: x, x2: x, y1: 0, y2: height + 8 }));
  return svg("svg", { class: "rows", width, height: height + 8, role: "img", "aria-label": `Message sequence chart, ${rows.length} steps` }, lines, rows);
}

function pauseAt(y, seconds, { gutter }) {
  return svg("text", { class: "pause", x: gutter - 12, y: y + 12 }, `⋮ ${seconds.toFixed(1)} s`);
}

function rowAt(entry, y, lanes, jump) {
  const draw = entry.kind === "frame" ? arrowAt : noteAt;
  return svg("g", { class: `step tone-${toneOf(entry)} ${entry.type === "CALL" ? "is-call" : ""}`, "data-index": entry.index, click: () => jump(entry) },
    svg("title", {}, `${entry.time}\n${pretty(entry)}`),
    svg("rect", { class: "hit", x: 0, y, width: lanes.width, height: ROW }),
    svg("text", { class: "time", x: lanes.gutter - 12, y: y + 26 }, clockOf(entry.time).slice(0, lanes.clock)),
    draw(entry, y, lanes));
}

function arrowAt(entry, y, lanes) {
  const there = lanes.place(entry.identity);
  const [from, to] = entry.direction === "cp-to-csms" ? [there, lanes.ours] : [lanes.ours, there];
  const line = y + 22;
  const isAnswer = entry.type !== "CALL";
  const back = to > from ? -8 : 8;
  const head = `M${to + back} ${line - 4} L${to} ${line} L${to + back} ${line + 4}${isAnswer ? "" : " Z"}`;
  return [
    svg("line", { class: isAnswer ? "wire answer" : "wire", x1: from, x2: to, y1: line, y2: line }),
    svg("path", { class: isAnswer ? "tip open" : "tip", d: head }),
    entry.malformed || entry.type === "CALLERROR" ? crossAt((from + to) / 2, line) : null,
    svg("text", { class: "label", ...labelPlace(there, lanes), y: y + 15 }, shortened(labelOf(entry, lanes.isShared), Math.abs(to - from) - 16)),
  ];
}

/** In the middle between two life lines; close to the charge point where there are more. */
function labelPlace(there, { at, ours }) {
  return at.size <= 2 ? { x: (there + ours) / 2 } : { x: there + 12, "data-near": "" };
}

function crossAt(x, y) {
  return svg("path", { class: "cross", d: `M${x - 5} ${y - 5} L${x + 5} ${y + 5} M${x - 5} ${y + 5} L${x + 5} ${y - 5}` });
}

function noteAt(entry, y, lanes) {
  const x = lanes.place(entry.identity);
  const [left, width] = [x - lanes.margin + 8, lanes.margin + lanes.lane * 0.75];
  const who = lanes.isShared ? `${entry.identity} ` : "";
  const text = shortened(`${who}${entry.kind}: ${summary(entry)}`, width - 16);
  return [
    svg("rect", { class: "note", x: left, y: y + 7, width, height: 22, rx: 2 }),
    svg("text", { class: "label", x: left + 8, "data-near": "", y: y + 22 }, text),
  ];
}

function labelOf(entry, isShared) {
  return isShared ? `${entry.identity}: ${contentOf(entry)}` : contentOf(entry);
}

function contentOf(entry) {
  if (entry.malformed) return `⚠ ${summary(entry)}`;
  if (entry.type === "CALL") return `${entry.action}  ${summary(entry)}`;
  return entry.type === "CALLERROR" ? errorText(entry) : summary(entry) || "{}";
}

function shortened(text, pixels) {
  const most = Math.max(3, Math.floor(pixels / CHARACTER));
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
