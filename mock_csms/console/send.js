// The form that sends any request to a charge point, and what became of each.

import { ask, path } from "./api.js";
import { byId, el, fillSelect, say } from "./dom.js";
import { formOf } from "./schema_form.js";
import { OUTCOMES } from "./words.js";

const MOST_OUTCOMES = 20;
const FIRST = "RemoteStartTransaction";

export class Send {
  constructor() {
    this.form = null;
    this.inputs = Object.fromEntries(
      ["identity", "action", "json", "valid", "wait", "timeout"].map((name) => [name, byId(`send-${name}`)]),
    );
    this.inputs.action.addEventListener("input", () => this.loadForm());
    for (const radio of this.radios()) radio.addEventListener("input", () => this.switchTo(radio.value));
    byId("send-form").addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
  }

  /** The actions a central system may send. */
  async offer(actions) {
    const groups = Map.groupBy(actions, (each) => each.feature_profile);
    fillSelect(this.inputs.action, [...groups].map(([group, rows]) => ({ group, options: rows.map(({ action }) => [action, action]) })));
    if (actions.some(({ action }) => action === FIRST)) this.inputs.action.value = FIRST;
    await this.loadForm();
  }

  /** Send to this charge point from now on. */
  target(identity) {
    this.inputs.identity.value = identity;
  }

  radios() {
    return [...document.querySelectorAll('input[name="send-mode"]')];
  }

  get isRaw() {
    return this.radios().find((radio) => radio.checked).value === "raw";
  }

  async loadForm() {
    const action = this.inputs.action.value;
    const schema = await ask("GET", `actions/${path(action)}/schema`);
    if (action !== this.inputs.action.value) return;
    this.form = formOf(schema);
    const fields = this.form.value();
    byId("send-fields").replaceChildren(this.form.node);
    if (!Object.keys(schema.properties ?? {}).length) this.form.node.append(el("p", { class: "dim" }, "This request has no fields."));
    this.inputs.json.value = JSON.stringify(fields, null, 2);
    this.tell("");
  }

  /** What was written in one way is carried over to the other. */
  switchTo(mode) {
    this.tell("");
    if (mode === "raw") this.inputs.json.value = JSON.stringify(this.form.value(), null, 2);
    else this.fromRaw();
    byId("send-raw").hidden = mode !== "raw";
    byId("send-fields").hidden = mode === "raw";
  }

  fromRaw() {
    try {
      const payload = JSON.parse(this.inputs.json.value);
      this.form.set(payload);
      const isWhole = JSON.stringify(sorted(this.form.value())) === JSON.stringify(sorted(payload));
      if (!isWhole) this.tell("Some of the JSON does not fit the fields and is left out here.");
    } catch (error) {
      this.tell(`The JSON could not be read and the fields are as before: ${error.message}`);
    }
  }

  tell(text) {
    say(byId("send-problem"), text);
  }

  /** Throws `SyntaxError` when the JSON is none. */
  payload() {
    return this.isRaw ? JSON.parse(this.inputs.json.value) : this.form.value();
  }

  async submit() {
    this.tell("");
    this.form.clearMarks();
    const identity = this.inputs.identity.value.trim();
    if (!identity) {
      this.tell("Name the charge point.");
      this.inputs.identity.focus();
      return;
    }
    try {
      await this.send(identity, this.inputs.action.value, this.payload());
    } catch (problem) {
      this.explain(problem);
    }
  }

  async send(identity, action, payload) {
    const { wait, timeout, valid } = this.inputs;
    const item = el("li", { class: "outcome tone-dim" }, el("strong", {}, "… waiting"), ` ${action} to ${identity}`);
    this.list(item);
    const began = performance.now();
    try {
      const body = { action, payload, wait: wait.checked, timeout: Number(timeout.value) || 30, valid: valid.checked };
      const outcome = await ask("POST", `charge-points/${path(identity)}/calls`, body);
      item.replaceWith(outcomeOf(outcome, { identity, action, payload, took: performance.now() - began }));
    } catch (problem) {
      item.remove();
      throw problem;
    }
  }

  list(item) {
    const outcomes = byId("outcomes");
    outcomes.prepend(item);
    while (outcomes.children.length > MOST_OUTCOMES) outcomes.lastElementChild.remove();
  }

  /** At the field each problem is about; above all what is about none. */
  explain(problem) {
    const others = (problem.detail ?? [{ problem: problem.message }]).filter(({ field, problem: text }) => {
      const place = (field ?? "").replace(/^payload\.?/, "");
      return this.isRaw || !place || !this.form.mark(place, text);
    });
    this.tell(others.map(({ field, problem: text }) => (field ? `${field}: ${text}` : text)).join("\n")
      || "Not sent: see the fields marked above.");
    byId("send-fields").querySelector("[aria-invalid]")?.focus();
  }
}

function outcomeOf({ outcome, payload, error }, { identity, action, payload: asked, took }) {
  const [mark, title, tone] = OUTCOMES[outcome] ?? ["?", outcome, "dim"];
  const told = error ? `${error.code}${error.description ? `: ${error.description}` : ""}` : null;
  return el("li", { class: `outcome tone-${tone} outcome-${outcome}` },
    el("div", { class: "row" },
      el("strong", {}, el("span", { class: "mark", "aria-hidden": "true" }, mark), ` ${title}${payload?.status ? `: ${payload.status}` : ""}`),
      el("span", { class: "grow" }),
      el("span", { class: "dim" }, outcome === "dispatched" ? "" : `${Math.round(took)} ms`)),
    el("p", { class: "dim" }, `${action} to ${identity}`),
    told ? el("p", {}, told) : null,
    payload ? el("pre", { class: "mono", tabindex: "0", "aria-label": "Payload of the answer" }, JSON.stringify(payload, null, 2)) : null,
    el("details", {}, el("summary", {}, "Request"), el("pre", { class: "mono" }, JSON.stringify(asked, null, 2))));
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}
