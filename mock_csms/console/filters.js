// Which entries are shown.

import { byId, settled } from "./dom.js";

const SORTS = {
  frames: (entry) => entry.kind === "frame",
  events: (entry) => entry.kind !== "frame",
  problems: (entry) => Boolean(entry.malformed) || entry.type === "CALLERROR"
    || ["injected", "turned away", "stray"].includes(entry.kind),
};
const QUIET = 120;

/** The filters above the list; `onChange` hears of each change once typing has settled. */
export class Filters {
  constructor(onChange) {
    this.inputs = Object.fromEntries(
      ["identity", "action", "direction", "sort", "text"].map((name) => [name, byId(`filter-${name}`)]),
    );
    const soon = settled(QUIET, onChange);
    for (const input of Object.values(this.inputs)) input.addEventListener("input", soon);
    byId("filter-clear").addEventListener("click", () => this.set({}, onChange));
  }

  set(values, onChange) {
    for (const [name, input] of Object.entries(this.inputs)) input.value = values[name] ?? "";
    onChange();
  }

  get values() {
    return Object.fromEntries(Object.entries(this.inputs).map(([name, input]) => [name, input.value.trim()]));
  }

  get isOpen() {
    return Object.values(this.values).every((value) => value === "");
  }

  /** The filters the server knows, to ask it for more. */
  get forServer() {
    const { identity, action, direction } = this.values;
    return { identity, action, direction };
  }

  /** A function that says whether an entry is shown. */
  test() {
    const { identity, action, direction, sort, text } = this.values;
    const [name, words] = [identity.toLowerCase(), text.toLowerCase()];
    return (entry) => (!name || entry.identity.toLowerCase().includes(name))
      && (!action || entry.action === action)
      && (!direction || entry.direction === direction)
      && (!sort || SORTS[sort](entry))
      && (!words || (entry.raw ?? "").toLowerCase().includes(words));
  }
}
