// Which parts of the page are shown, and in which colours.

import { byId, el } from "./dom.js";

const KEPT = "ocpp-console-theme";
const TITLES = { points: "Points", frames: "Frames", chart: "Chart", send: "Send", stubs: "Stubs", faults: "Faults", tags: "Tags", record: "Record" };
const REGIONS = { left: ["points"], middle: ["frames", "chart"], right: ["send", "stubs", "faults", "tags", "record"] };
const SETS = { ...REGIONS, narrow: Object.keys(TITLES) };

/** Emits "show" with the name of the part. On a wide window there is one part a region. */
export class Layout extends EventTarget {
  constructor() {
    super();
    for (const list of document.querySelectorAll("[data-tabs]")) this.fill(list);
    this.mark();
    this.theme();
  }

  show(name) {
    const region = Object.keys(REGIONS).find((each) => REGIONS[each].includes(name));
    document.body.dataset[region] = name;
    document.body.dataset.view = name;
    this.mark();
    this.dispatchEvent(new CustomEvent("show", { detail: name }));
  }

  fill(list) {
    for (const name of SETS[list.dataset.tabs]) {
      list.append(el("button", {
        type: "button", role: "tab", "data-show": name, "aria-controls": `panel-${name}`, click: () => this.show(name),
      }, TITLES[name]));
    }
    list.addEventListener("keydown", (event) => this.pressed(event, list));
  }

  /** Arrow keys go from tab to tab; only the chosen one is in the order of Tab. */
  pressed(event, list) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const names = SETS[list.dataset.tabs];
    const at = names.indexOf(event.target.dataset.show);
    const next = names[(at + step + names.length) % names.length];
    this.show(next);
    const { middle, right, view } = document.body.dataset;
    const shown = list.dataset.tabs === "narrow" ? list : byId(`panel-${{ middle, right, narrow: view }[list.dataset.tabs]}`);
    shown.querySelector(`[data-show="${next}"]`).focus();
  }

  mark() {
    const { middle, right, view } = document.body.dataset;
    for (const tab of document.querySelectorAll("[data-show]")) {
      const set = tab.closest("[data-tabs]").dataset.tabs;
      const isChosen = tab.dataset.show === { middle, right, narrow: view }[set];
      tab.setAttribute("aria-selected", isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
    }
  }

  /** The system's colours unless others were chosen; remembered by the browser. */
  theme() {
    const select = byId("theme");
    select.value = localStorage.getItem(KEPT) ?? "";
    const apply = () => { document.documentElement.dataset.theme = select.value; };
    select.addEventListener("input", () => { localStorage.setItem(KEPT, select.value); apply(); });
    apply();
  }
}
