// The list of charge points: one page at a time from the server, only visible rows in the document.

import { ask, query } from "./api.js";
import { byId, el, fillSelect, say, settled, throttled } from "./dom.js";
import { rowHeightOf } from "./frames.js";
import { VirtualList } from "./virtual.js";
import { STATUS } from "./words.js";

const PAGE = 100;
const QUIET = 150;
const REFRESH = 1000;

/** Emits "choose" with the identity. */
export class ChargePoints extends EventTarget {
  constructor() {
    super();
    this.pages = new Map();
    this.total = 0;
    this.asked = 0;
    this.chosen = null;
    this.viewport = byId("points-list");
    this.list = new VirtualList(this.viewport, {
      rowHeight: rowHeightOf(this.viewport),
      row: (position) => this.row(position),
      onScroll: () => this.loadVisible(),
    });
    this.refreshSoon = throttled(REFRESH, () => this.refresh());
    const search = settled(QUIET, () => this.search());
    byId("points-query").addEventListener("input", search);
    byId("points-connected").addEventListener("input", search);
    this.viewport.addEventListener("click", (event) => this.clicked(event));
    this.viewport.addEventListener("keydown", (event) => this.pressed(event));
  }

  async search() {
    this.viewport.scrollTop = 0;
    await this.refresh();
  }

  /** Ask again for the pages in view, and forget the others. */
  async refresh() {
    const asked = this.asked += 1;
    const pages = new Map();
    try {
      await Promise.all(this.visiblePages().map(async (page) => pages.set(page, await this.fetchPage(page))));
    } catch {
      return;
    }
    if (asked !== this.asked) return;
    this.pages = pages;
    this.take([...pages.values()][0]);
  }

  async loadVisible() {
    const missing = this.visiblePages().filter((page) => !this.pages.has(page));
    if (!missing.length) return;
    const asked = this.asked;
    for (const page of missing) this.pages.set(page, { items: [] });
    const answers = await Promise.all(missing.map((page) => this.fetchPage(page).catch(() => null)));
    if (asked !== this.asked) return;
    missing.forEach((page, at) => (answers[at] ? this.pages.set(page, answers[at]) : this.pages.delete(page)));
    this.list.update(this.total);
  }

  fetchPage(page) {
    const parameters = {
      query: byId("points-query").value.trim(), connected: byId("points-connected").value,
      offset: page * PAGE, limit: PAGE,
    };
    return ask("GET", `charge-points${query(parameters)}`);
  }

  visiblePages() {
    const [first, end] = this.list.range();
    const pages = [];
    for (let page = Math.floor(first / PAGE); page <= Math.floor(Math.max(first, end - 1) / PAGE); page += 1) {
      pages.push(page);
    }
    return pages;
  }

  take({ total }) {
    this.total = total;
    this.list.update(total);
    say(byId("points-total"), String(total));
    this.suggest();
  }

  /** Identities offered where one can be typed. */
  suggest() {
    const names = [...this.pages.values()].flatMap(({ items }) => items.map((item) => item.identity));
    const list = byId("identities");
    const known = [...list.options].map((each) => each.value).join("\n");
    if (known !== names.join("\n")) fillSelect(list, names.map((name) => [name, ""]));
  }

  at(position) {
    return this.pages.get(Math.floor(position / PAGE))?.items[position % PAGE];
  }

  row(position) {
    const item = this.at(position);
    const isChosen = item !== undefined && item.identity === this.chosen;
    return {
      key: position,
      version: item ? JSON.stringify([item, isChosen]) : "",
      make: () => (item ? rowOf(item, position, this.total, isChosen) : waitingRow(position)),
    };
  }

  // choosing --------------------------------------------------------------------------------------

  clicked(event) {
    const row = event.target.closest("[data-position]");
    if (row) this.choose(Number(row.dataset.position));
  }

  pressed(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };
    if (!(event.key in steps) || !this.total) return;
    event.preventDefault();
    const at = this.position ?? -1;
    this.choose(Math.min(Math.max(0, at + steps[event.key]), this.total - 1));
  }

  choose(position) {
    this.position = position;
    this.list.reveal(position);
    const item = this.at(position);
    if (!item) return;
    this.chosen = item.identity;
    this.viewport.setAttribute("aria-activedescendant", `point-${position}`);
    this.list.update(this.total);
    this.dispatchEvent(new CustomEvent("choose", { detail: item.identity }));
  }
}

function rowOf(item, position, total, isChosen) {
  return el("div", {
    class: "point", role: "option", id: `point-${position}`, "data-position": position,
    "aria-selected": isChosen, "aria-setsize": total, "aria-posinset": position + 1,
  },
  el("span", { class: "who mono" }, item.identity),
  presence(item),
  el("span", { class: "chips" }, connectorChips(item)),
  el("span", { class: "model dim" }, [item.vendor, item.model].filter(Boolean).join(" ")));
}

function waitingRow(position) {
  return el("div", { class: "point", role: "option", "data-position": position, "aria-selected": false },
    el("span", { class: "dim" }, "…"));
}

/** Whether a charge point is there, as mark and word. */
export function presence({ connected, online }) {
  const [mark, word, tone] = !connected ? ["○", "gone", "dim"] : online ? ["●", "online", "good"] : ["◐", "silent", "warn"];
  return el("span", { class: `presence tone-${tone}` }, el("span", { "aria-hidden": "true" }, mark), ` ${word}`);
}

/** The charge point as a whole (connector 0) comes last, and only when there is something about it. */
function worthShowing(connectors) {
  const isQuiet = ({ id, status }) => id === 0 && status === "Available" && connectors.length > 1;
  return connectors.filter((each) => !isQuiet(each)).sort((a, b) => (a.id || Infinity) - (b.id || Infinity));
}

/** One chip a connector; a chip for what has no connectors yet. */
export function connectorChips({ connectors = [], registration }) {
  if (!connectors.length) return [el("span", { class: "dim" }, registration ?? "not registered")];
  return worthShowing(connectors).map((connector) => {
    const [mark, tone] = STATUS[connector.status] ?? ["?", "dim"];
    const error = connector.error && connector.error !== "NoError" ? ` (${connector.error})` : "";
    return el("span", { class: `chip tone-${tone}` },
      el("span", { "aria-hidden": "true" }, mark), ` ${connector.id} ${connector.status}${error}`);
  });
}
