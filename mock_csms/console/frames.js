// The live list of frames: filtered, paused, expanded, selected, copied.

import { byId, copy, el, say } from "./dom.js";
import { Filters } from "./filters.js";
import { VirtualList } from "./virtual.js";
import { clockOf, pretty, summary, toneOf, typeOf } from "./words.js";

const LINE = 18;
const MOST_LINES = 24;
const FRAME_OF_EXTRA = 44;
const ARROWS = { "cp-to-csms": ["→", "to the central system"], "csms-to-cp": ["←", "to the charge point"] };

/** Emits "selection" when other entries are chosen, "view" when other entries are shown. */
export class Frames extends EventTarget {
  constructor(journal) {
    super();
    this.journal = journal;
    this.view = [];
    this.expanded = new Set();
    this.anchor = null;
    this.head = null;
    this.isFollowing = true;
    this.viewport = byId("frames-list");
    this.filters = new Filters(() => this.refilter());
    this.list = new VirtualList(this.viewport, {
      rowHeight: rowHeightOf(this.viewport),
      row: (position) => this.row(position),
      extra: (position) => extraHeight(this.view[position]),
      onScroll: () => this.scrolled(),
    });
    this.listen();
  }

  listen() {
    this.journal.addEventListener("change", () => this.refresh());
    this.viewport.addEventListener("click", (event) => this.clicked(event));
    this.viewport.addEventListener("dblclick", (event) => this.toggleAt(event));
    this.viewport.addEventListener("keydown", (event) => this.pressed(event));
    byId("pause").addEventListener("click", () => this.switchPause());
    byId("newest").addEventListener("click", () => this.toNewest());
    byId("older").addEventListener("click", () => this.journal.loadOlder());
    this.scrolled();
  }

  /** The entries chosen, in order. */
  get selection() {
    const [from, to] = this.span();
    return from < 0 ? [] : this.view.slice(from, to + 1);
  }

  span() {
    const ends = [this.anchor, this.head].map((entry) => this.view.indexOf(entry));
    return ends.includes(-1) ? [-1, -1] : [Math.min(...ends), Math.max(...ends)];
  }

  /** Show only what concerns a charge point. */
  only(identity) {
    this.filters.set({ identity }, () => this.refilter());
  }

  /** Choose an entry and bring it into view; false when the filters hide it. */
  show(entry) {
    const position = this.view.indexOf(entry);
    if (position < 0) return false;
    this.isFollowing = false;
    this.choose(position, false);
    return true;
  }

  // what is shown ---------------------------------------------------------------------------------

  refilter() {
    this.isFollowing = true;
    this.refresh();
    const asked = this.filters.forServer;
    if (!this.journal.isPaused && (asked.identity || asked.action)) this.journal.loadMatching(asked).catch(() => {});
  }

  refresh() {
    const first = this.firstVisible();
    this.view = this.filters.isOpen ? this.journal.entries : this.journal.entries.filter(this.filters.test());
    const tall = [];
    if (this.expanded.size) this.view.forEach((entry, at) => this.expanded.has(entry.key) && tall.push(at));
    this.positions = new Map();
    this.selected = this.span();
    this.list.update(this.view.length, tall);
    this.viewport.setAttribute("aria-rowcount", this.view.length);
    if (this.isFollowing) this.list.toEnd();
    else this.keep(first);
    this.tellCounts();
    this.dispatchEvent(new Event("view"));
  }

  firstVisible() {
    const position = this.list.at(this.viewport.scrollTop);
    return { entry: this.view[position], offset: this.viewport.scrollTop - this.list.top(position) };
  }

  /** Entries may have come or gone above: the rows one reads stay where they are. */
  keep({ entry, offset }) {
    const position = this.view.indexOf(entry);
    const top = this.list.top(Math.max(0, position)) + offset;
    if (position >= 0 && Math.abs(top - this.viewport.scrollTop) >= 1) {
      this.viewport.scrollTop = top;
      this.list.render();
    }
  }

  tellCounts() {
    const { entries, waiting, isPaused } = this.journal;
    const hidden = this.view.length === entries.length ? "" : ` of ${entries.length}`;
    const chosen = this.selection.length > 1 ? `, ${this.selection.length} selected` : "";
    say(byId("frames-total"), `${this.view.length}${hidden} entries${chosen}`);
    say(byId("pause"), isPaused ? `Resume (${waiting} new)` : "Pause");
    byId("pause").setAttribute("aria-pressed", isPaused);
    byId("older").disabled = isPaused || (entries[0]?.index ?? 0) === 0;
  }

  switchPause() {
    if (this.journal.isPaused) this.journal.resume();
    else this.journal.pause();
  }

  scrolled() {
    this.isFollowing = this.list.isAtEnd;
    byId("newest").disabled = this.isFollowing;
  }

  toNewest() {
    this.isFollowing = true;
    this.list.toEnd();
  }

  // choosing and expanding ------------------------------------------------------------------------

  clicked(event) {
    const position = placeOf(event.target);
    if (position === null || event.target.closest(".extra")) return;
    if (event.target.closest(".twisty")) this.toggle(position);
    else this.choose(position, event.shiftKey);
    if (event.shiftKey) getSelection().removeAllRanges();
  }

  toggleAt(event) {
    const position = placeOf(event.target);
    if (position !== null && !event.target.closest(".extra, .twisty")) this.toggle(position);
  }

  choose(position, extends_) {
    this.head = this.view[position];
    if (!extends_ || !this.anchor) this.anchor = this.head;
    this.selected = this.span();
    this.list.reveal(position);
    this.viewport.setAttribute("aria-activedescendant", rowId(this.head));
    byId("chart-selection").disabled = false;
    this.tellCounts();
    this.dispatchEvent(new Event("selection"));
  }

  toggle(position) {
    const { key } = this.view[position];
    if (!this.expanded.delete(key)) this.expanded.add(key);
    this.isFollowing = false;
    this.refresh();
  }

  pressed(event) {
    if (event.target !== this.viewport || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.viewport.clientHeight / this.list.rowHeight()) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    const at = this.view.indexOf(this.head);
    if (event.key in steps) this.move(at, steps[event.key], event.shiftKey);
    else if (at >= 0 && event.key === "Enter") this.toggle(at);
    else if (at >= 0 && event.key === "c") copy(rawOf(this.view[at]));
    else return;
    event.preventDefault();
  }

  move(at, step, extends_) {
    if (!this.view.length) return;
    const from = at < 0 && Number.isFinite(step) ? this.list.at(this.viewport.scrollTop) : at + step;
    this.isFollowing = false;
    this.choose(Math.min(Math.max(0, from), this.view.length - 1), extends_);
  }

  // rows ------------------------------------------------------------------------------------------

  row(position) {
    const entry = this.view[position];
    const [from, to] = this.selected ?? [-1, -1];
    const look = {
      position,
      isSelected: position >= from && position <= to,
      isActive: entry === this.head,
      isExpanded: this.expanded.has(entry.key),
      isGap: this.isGap(position),
    };
    return { key: entry.key, version: JSON.stringify(look), make: () => rowOf(entry, look) };
  }

  /** Whether entries between this one and the one above are not loaded. */
  isGap(position) {
    const [above, entry] = [this.view[position - 1], this.view[position]];
    return this.filters.isOpen && above?.run === entry.run && entry.index !== above.index + 1
      && entry.kind !== "restarted";
  }
}

function rowOf(entry, { position, isSelected, isActive, isExpanded, isGap }) {
  const [arrow, meaning] = ARROWS[entry.direction] ?? ["", ""];
  const classes = ["frame", `tone-${toneOf(entry)}`, entry.type === "CALL" && "is-call", isActive && "is-active",
    isGap && "is-gap", entry.kind !== "frame" && "is-event"];
  return el("div", {
    class: classes.filter(Boolean).join(" "), role: "row", id: rowId(entry), "data-position": position,
    "aria-rowindex": position + 1, "aria-selected": isSelected, "aria-expanded": isExpanded,
    title: isGap ? "entries above this one are not loaded" : null,
  },
  el("span", { class: "fold", role: "gridcell" },
    el("button", { class: "twisty", type: "button", tabindex: "-1", "aria-label": isExpanded ? "Collapse" : "Expand" },
      isExpanded ? "▾" : "▸")),
  cell("time", clockOf(entry.time)),
  el("span", { class: "arrow", role: "gridcell", "aria-label": meaning }, arrow),
  cell("who", entry.identity),
  cell("type", typeOf(entry)),
  cell("action", entry.action ?? ""),
  cell("what", summary(entry)),
  isExpanded ? extraOf(entry) : null);
}

function cell(name, text) {
  return el("span", { class: name, role: "gridcell" }, text);
}

function extraOf(entry) {
  const button = el("button", {
    type: "button", class: "copy",
    click: async () => { await copy(rawOf(entry)); button.textContent = "Copied"; },
  }, "Copy raw");
  return el("div", { class: "extra", role: "gridcell" },
    button, el("pre", { tabindex: "0", "aria-label": "Whole entry" }, pretty(entry)));
}

function rawOf(entry) {
  return entry.raw ?? pretty(entry);
}

function extraHeight(entry) {
  const lines = Math.min(MOST_LINES, Math.max(2, pretty(entry).split("\n").length));
  return lines * LINE + FRAME_OF_EXTRA;
}

function placeOf(node) {
  const row = node.closest("[data-position]");
  return row ? Number(row.dataset.position) : null;
}

function rowId(entry) {
  return `frame-${entry.key}`;
}

/** The height of a row as the style sheet has it, for wide and for narrow windows. */
export function rowHeightOf(viewport) {
  let height = 0;
  const read = () => { height = parseFloat(getComputedStyle(viewport).getPropertyValue("--row")); };
  addEventListener("resize", read);
  read();
  return () => height;
}
