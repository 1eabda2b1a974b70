// Faults to switch on, random faults, and the settings of the central system.

import { ask, path } from "./api.js";
import { byId, el, fillSelect, say } from "./dom.js";

const SETTINGS = ["heartbeat_interval", "clock_skew", "call_timeout"];
const EVERY = "";

/** Of `others` a reset takes away what they show. */
export class Faults {
  constructor(stubs, others) {
    this.others = others;
    this.stubs = stubs;
    this.faults = [];
    stubs.addEventListener("change", () => this.showSwitches());
    byId("fault-action").addEventListener("input", () => this.showSwitches());
    byId("refuse").addEventListener("input", (event) => this.attempt(() => this.patch({ admits: !event.target.checked })));
    byId("settings-form").addEventListener("submit", (event) => { event.preventDefault(); this.attempt(() => this.apply()); });
    byId("chaos-form").addEventListener("submit", (event) => { event.preventDefault(); this.attempt(() => this.startChaos()); });
    byId("chaos-off").addEventListener("click", () => this.attempt(() => this.stopChaos()));
    byId("chaos-more").addEventListener("click", () => this.addRate());
    byId("reset").addEventListener("click", () => this.attempt(() => this.reset()));
  }

  /** The actions a charge point may send, and the faults there are. */
  offer(actions, faults) {
    this.faults = faults;
    const rows = [[EVERY, "every action"], ...actions.map(({ action }) => [action, action])];
    fillSelect(byId("fault-action"), rows);
    fillSelect(byId("chaos-action"), rows);
    byId("faults").replaceChildren(...faults.map((fault) => this.switchFor(fault)));
    this.showSwitches();
    if (!byId("chaos-rates").children.length) this.addRate();
  }

  async attempt(act) {
    say(byId("fault-problem"), "");
    try {
      await act();
    } catch (problem) {
      say(byId("fault-problem"), problem.message);
      await this.refresh().catch(() => {});
    }
  }

  async refresh() {
    const [settings, chaos] = await Promise.all([ask("GET", "settings"), ask("GET", "chaos")]);
    this.showSettings(settings);
    this.showChaos(chaos);
  }

  // switches: a stub each -------------------------------------------------------------------------

  switchFor({ name, sentence }) {
    const box = el("input", { type: "checkbox", role: "switch", "data-fault": name, input: () => this.attempt(() => this.turn(name, box.checked)) });
    return el("li", {}, el("label", { class: "switch" }, box, el("span", {}, el("span", { class: "mono" }, name), el("span", { class: "dim" }, ` ${sentence}`))));
  }

  showSwitches() {
    const active = new Set(this.stubs.items.filter((stub) => this.isSwitch(stub)).map((stub) => stub.response.fail));
    for (const box of byId("faults").querySelectorAll("[data-fault]")) box.checked = active.has(box.dataset.fault);
  }

  isSwitch({ match: { action, fields, ...others }, response, times }) {
    const isWhole = !times && !Object.keys(fields).length && Object.values(others).every((value) => value === null);
    return response.fail !== undefined && isWhole && (action ?? EVERY) === byId("fault-action").value;
  }

  /** Of two switches only the newer one would act, so the older goes off. */
  async turn(name, isOn) {
    const old = this.stubs.items.filter((stub) => this.isSwitch(stub));
    for (const { id } of old) await ask("DELETE", `stubs/${path(id)}`);
    const action = byId("fault-action").value;
    if (isOn) await ask("POST", "stubs", { match: action ? { action } : {}, response: { fail: name } });
    await this.stubs.refresh();
    this.showSwitches();
  }

  // settings --------------------------------------------------------------------------------------

  showSettings(settings) {
    byId("refuse").checked = settings.admits === false;
    for (const name of SETTINGS) {
      const input = byId(`set-${name}`);
      if (document.activeElement !== input) input.value = settings[name];
    }
    this.tellWarnings({ settings });
  }

  async apply() {
    const filled = SETTINGS.filter((name) => byId(`set-${name}`).value !== "");
    await this.patch(Object.fromEntries(filled.map((name) => [name, Number(byId(`set-${name}`).value)])));
  }

  async patch(settings) {
    this.showSettings(await ask("PATCH", "settings", settings));
  }

  // chaos -----------------------------------------------------------------------------------------

  addRate(name = "no-answer", percent = 10) {
    const fault = el("select", { "aria-label": "Fault" });
    fillSelect(fault, this.faults.map((each) => [each.name, each.name]));
    fault.value = name;
    const share = el("input", { class: "short", type: "number", min: 0, max: 100, step: "any", value: percent, "aria-label": "Percent of requests" });
    const row = el("li", { class: "row" }, fault, share, " %",
      el("button", { type: "button", "aria-label": "Remove this fault", click: () => row.remove() }, "✕"));
    byId("chaos-rates").append(row);
  }

  async startChaos() {
    const pairs = [...byId("chaos-rates").children].map((row) => [row.querySelector("select").value, Number(row.querySelector("input").value) / 100]);
    const action = byId("chaos-action").value;
    await ask("PUT", "chaos", { seed: Number(byId("chaos-seed").value), rates: Object.fromEntries(pairs), actions: action ? [action] : null });
    await this.refresh();
  }

  async stopChaos() {
    await ask("DELETE", "chaos");
    await this.refresh();
  }

  showChaos(chaos) {
    const isOn = chaos.seed !== null;
    const rates = Object.entries(chaos.rates).map(([name, rate]) => `${name} ${+(rate * 100).toFixed(2)} %`);
    say(byId("chaos-state"), isOn ? `on, seed ${chaos.seed}: ${rates.join(", ")}` : "off");
    this.tellWarnings({ isChaos: isOn });
  }

  /** What makes this central system impolite, or writes along, is said at the top of the page. */
  tellWarnings(known) {
    this.known = { ...this.known, ...known };
    const { settings, isChaos, isRecording } = this.known;
    const warnings = [isRecording && "● recording", settings?.admits === false && "⊘ refusing connections", isChaos && "ϟ chaos is on"];
    say(byId("warnings"), warnings.filter(Boolean).join("   "));
  }

  async reset() {
    if (!confirm("Remove all stubs, chaos and tags, end a recording or playback, restore the settings and empty the journal? Connections stay.")) return;
    await ask("POST", "reset", {});
    await Promise.all([this.stubs, ...this.others, this].map((each) => each.refresh()));
  }
}
