// The stubs in force, and a small form that adds one.

import { ask, path } from "./api.js";
import { Cards, card, removal } from "./cards.js";
import { byId, el, fillSelect } from "./dom.js";
import { attempt, given, numberOf, onSubmit, textOf } from "./forms.js";

const PROBLEM = "stub-problem";
const EXAMPLE_FIELDS = '{"idTagInfo": {"status": "Blocked"}}';
const EXAMPLE_TEXT = '[3,"{id}",{"status":"?"}]';

const CODES = [
  "InternalError", "NotImplemented", "NotSupported", "ProtocolError", "SecurityError", "FormationViolation",
  "PropertyConstraintViolation", "OccurenceConstraintViolation", "TypeConstraintViolation", "GenericError",
];

/** Kind of response -> how it is called, what has to be written, how it goes to the server. */
const KINDS = {
  answer: ["polite, with fields", () => area("Fields as JSON", EXAMPLE_FIELDS), ([text]) => ({ answer: JSON.parse(text || "{}") })],
  answer_exactly: ["this payload alone", () => area("Payload as JSON", EXAMPLE_FIELDS), ([text]) => ({ answer_exactly: JSON.parse(text || "{}") })],
  refuse: ["a CALLERROR", () => [choice("Code", CODES.map((code) => [code, code])), line("Description")], ([code, description]) => ({ refuse: { code, description } })],
  ignore: ["none", () => [], () => ({ ignore: true })],
  send: ["this text", () => area("Text; {id}, {now}, {request.idTag} are filled in", EXAMPLE_TEXT), ([text]) => ({ send: text })],
  fail: ["spoilt by a fault", (faults) => choice("Fault", faults.map(({ name, sentence }) => [name, `${name}: ${sentence}`])), ([fault]) => ({ fail: fault })],
};

/** Emits "change" with the stubs whenever they may have changed. */
export class Stubs extends EventTarget {
  constructor() {
    super();
    this.items = [];
    this.faults = [];
    this.cards = new Cards("stubs", (stub) => this.row(stub), "None: every request is answered politely.");
    this.kind = byId("stub-kind");
    fillSelect(this.kind, Object.entries(KINDS).map(([name, [title]]) => [name, title]));
    this.kind.addEventListener("input", () => this.showKind());
    onSubmit("stub-form", () => attempt(PROBLEM, () => this.change("POST", "stubs", this.body())));
    byId("stubs-clear").addEventListener("click", () => attempt(PROBLEM, () => this.change("DELETE", "stubs")));
  }

  /** The actions a charge point may send, and the faults there are. */
  offer(actions, faults) {
    this.faults = faults;
    fillSelect(byId("stub-action"), [["", "any"], ...actions.map(({ action }) => [action, action])]);
    byId("stub-action").value = "Authorize";
    this.showKind();
  }

  showKind() {
    byId("stub-response").replaceChildren(...[KINDS[this.kind.value][1](this.faults)].flat());
  }

  /** Throws `SyntaxError` when what should be JSON is none. */
  body() {
    const texts = [...byId("stub-response").querySelectorAll("input, textarea, select")].map((each) => each.value);
    const response = KINDS[this.kind.value][2](texts);
    const after = numberOf("stub-after");
    const conditions = { times: numberOf("stub-times"), skip: numberOf("stub-skip"), priority: numberOf("stub-priority") };
    return {
      match: given({ action: byId("stub-action").value, identity: textOf("stub-identity"), fields: fieldsIn(byId("stub-fields").value) }),
      response: after ? { ...response, after } : response,
      ...given(conditions),
    };
  }

  async change(method, where, body) {
    await ask(method, where, body);
    await this.refresh();
  }

  async refresh() {
    this.items = (await ask("GET", "stubs")).items;
    if (this.cards.show(this.items)) this.dispatchEvent(new Event("change"));
  }

  row(stub) {
    return card(
      [
        el("strong", {}, stub.match.action || "any action"), ` ${matchText(stub.match)}`,
        el("div", { class: "mono" }, responseText(stub.response)),
        el("div", { class: "dim" }, countsText(stub)),
      ],
      removal(`Remove stub ${stub.id}`, () => attempt(PROBLEM, () => this.change("DELETE", `stubs/${path(stub.id)}`))),
    );
  }
}

function matchText({ identity, fields, payload, connector, transaction }) {
  return [
    identity && `from ${identity}`,
    ...Object.entries(fields ?? {}).map(([name, value]) => `${name} = ${value}`),
    payload && `payload ${JSON.stringify(payload)}`,
    connector && `connector ${connector}`,
    transaction && `transaction ${transaction}`,
  ].filter(Boolean).join(", ");
}

/** A response in one line. */
export function responseText({ after, ...response }) {
  const [[kind, value]] = Object.entries(response);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `${kind}${value === true ? "" : ` ${text}`}${after ? ` after ${after} s` : ""}`;
}

function countsText({ hits = 0, times, skip, priority, scenario, state, then }) {
  return [
    `applied ${hits} ×`,
    times ? `${times} to go` : null,
    skip ? `after ${skip} more` : null,
    priority ? `priority ${priority}` : null,
    scenario ? `scenario ${scenario}${state ? ` in ${state}` : ""}${then ? ` → ${then}` : ""}` : null,
  ].filter(Boolean).join(", ");
}

/** `name = value` a line; a value that is JSON counts as such, another as text. */
export function fieldsIn(text) {
  const pairs = text.split("\n").map((each) => each.match(/^\s*([^=]+?)\s*=\s*(.*?)\s*$/)).filter(Boolean);
  return Object.fromEntries(pairs.map(([, name, value]) => [name, parsed(value)]));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function labelled(title, control) {
  control.id = `response-${title.replaceAll(/\W+/g, "-")}`;
  return el("div", { class: "field" }, el("label", { for: control.id }, title), control);
}

function area(title, placeholder) {
  return labelled(title, el("textarea", { class: "mono", rows: 3, placeholder, spellcheck: "false" }));
}

function line(title) {
  return labelled(title, el("input", { autocomplete: "off" }));
}

function choice(title, rows) {
  const select = el("select");
  fillSelect(select, rows);
  return labelled(title, select);
}
