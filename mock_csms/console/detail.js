// What is known of the chosen charge point.

import { ask, path } from "./api.js";
import { connectorChips, presence } from "./charge_points.js";
import { byId, el, throttled } from "./dom.js";
import { momentOf } from "./words.js";

const REFRESH = 1000;

/** Emits "frames", "send" and "transaction" (with its id) when such a button is pressed. */
export class Detail extends EventTarget {
  constructor() {
    super();
    this.root = byId("detail");
    this.identity = null;
    this.shown = "";
    this.open = { Boot: true };
    this.refreshSoon = throttled(REFRESH, () => this.refresh());
    this.tell("Choose a charge point above.");
  }

  async choose(identity) {
    this.identity = identity;
    await this.refresh();
  }

  async refresh() {
    const { identity } = this;
    if (identity === null) return;
    try {
      const item = await ask("GET", `charge-points/${path(identity)}`);
      if (identity === this.identity) this.render(item);
    } catch (problem) {
      if (problem.status === 404) this.tell(`${identity} is not known any more.`);
    }
  }

  tell(text) {
    this.shown = "";
    this.root.replaceChildren(el("p", { class: "dim" }, text));
  }

  /** Only when something has changed: what one reads or has focused stays. */
  render(item) {
    const text = JSON.stringify(item);
    if (text === this.shown) return;
    this.shown = text;
    const top = this.root.scrollTop;
    const focused = document.activeElement?.dataset?.keep;
    for (const { firstChild, open } of this.root.querySelectorAll("details")) this.open[firstChild.textContent] = open;
    this.root.replaceChildren(...this.parts(item));
    this.root.scrollTop = top;
    if (focused) this.root.querySelector(`[data-keep="${CSS.escape(focused)}"]`)?.focus();
  }

  parts(item) {
    return [
      el("div", { class: "panel-head" }, el("h3", { class: "mono" }, item.identity), presence(item)),
      el("div", { class: "row" }, this.button("frames", "Its frames"), this.button("send", "Send to it"), this.closing(item)),
      item.connectors.length ? el("p", { class: "chips" }, connectorChips(item)) : null,
      this.transactions(item.transactions ?? []),
      facts({
        registration: item.registration, vendor: item.vendor, model: item.model, firmware: item.firmware,
        "last seen": momentOf(item.last_seen), calls: item.calls,
      }),
      this.table("Boot", item.boot),
      this.table("Configuration", item.configuration),
    ].filter(Boolean);
  }

  button(event, text, detail = this.identity) {
    return el("button", {
      type: "button", "data-keep": `${event} ${detail}`,
      click: () => this.dispatchEvent(new CustomEvent(event, { detail })),
    }, text);
  }

  closing({ identity, connected }) {
    const close = () => ask("POST", `charge-points/${path(identity)}/close`, { code: 1000 }).catch(() => {});
    return el("button", { type: "button", "data-keep": "close", disabled: !connected, click: close }, "Close connection");
  }

  transactions(running) {
    if (!running.length) return null;
    return el("ul", { class: "plain" }, running.map((each) => el("li", { class: "row" },
      el("span", { class: "grow" }, `Transaction ${each.id} at connector ${each.connector}, tag ${each.id_tag}, since ${momentOf(each.started)}`),
      this.button("transaction", "Chart", each.id))));
  }

  table(title, rows) {
    if (!rows || !Object.keys(rows).length) return null;
    const text = (value) => (value !== null && typeof value === "object" ? JSON.stringify(value) : String(value ?? "–"));
    const pairs = Array.isArray(rows) ? rows.map(({ key, value }) => [key, value]) : Object.entries(rows);
    const texts = pairs.map(([name, value]) => [name, text(value)]);
    return el("details", { open: this.open[title] === true },
      el("summary", { "data-keep": title }, title), facts(Object.fromEntries(texts)));
  }
}

function facts(rows) {
  const known = Object.entries(rows).filter(([, value]) => value !== null && value !== undefined);
  return el("dl", { class: "facts" }, known.map(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]));
}
