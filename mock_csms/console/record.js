// A recording of what crosses the wire, handed over by the browser as a file.

import { ask, download } from "./api.js";
import { byId, el, saveAs, say } from "./dom.js";
import { attempt } from "./forms.js";
import { momentOf } from "./words.js";

const PROBLEM = "record-problem";

/** Emits "change" with whether a recording is under way. */
export class Record extends EventTarget {
  constructor() {
    super();
    byId("record-start").addEventListener("click", () => this.act(() => ask("POST", "record")));
    byId("record-look").addEventListener("click", () => this.act(() => this.fetch("GET")));
    byId("record-stop").addEventListener("click", () => this.act(() => this.fetch("DELETE")));
    byId("record-again").addEventListener("click", () => saveAs(this.trace, this.name));
  }

  act(what) {
    return attempt(PROBLEM, async () => {
      try {
        await what();
      } finally {
        await this.refresh();
      }
    });
  }

  async refresh() {
    const { began, entries } = await ask("GET", "record/state");
    const isUnderWay = began !== null;
    say(byId("record-state"), isUnderWay ? `● since ${momentOf(began)}, ${entries} entries` : "off");
    byId("record-state").classList.toggle("tone-bad", isUnderWay);
    byId("record-start").disabled = isUnderWay;
    for (const id of ["record-look", "record-stop"]) byId(id).disabled = !isUnderWay;
    this.dispatchEvent(new CustomEvent("change", { detail: isUnderWay }));
  }

  /** The file is where this browser puts what it downloads; the central system keeps none. */
  async fetch(method) {
    this.trace = await download(method, "record");
    this.name = `trace-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}Z.jsonl`;
    saveAs(this.trace, this.name);
    byId("record-file").replaceChildren(
      el("span", { class: "mono" }, this.name), `, ${sizeOf(this.trace)}, is in the folder where this browser puts its downloads.`,
    );
    byId("record-again").hidden = false;
  }
}

function sizeOf({ size }) {
  return size < 1024 ? `${size} bytes` : `${(size / 1024).toFixed(1)} KiB`;
}
