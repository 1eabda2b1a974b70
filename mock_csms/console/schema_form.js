// A form for a payload, generated from its JSON schema (draft-04 to 06, as OCPP 1.6 uses them).

import { el } from "./dom.js";

const PREFERRED = { connectorId: 1 };
let numbered = 0;

/** A field: `node` to show, `value()` (undefined: left out), `set(value)`, `mark(path, problem)`. */
export function formOf(schema) {
  return new ObjectField({ schema, root: schema, name: "", path: "", isRequired: true });
}

function fieldFor(about) {
  const schema = resolved(about.schema, about.root);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  const Kind = schema.enum ? EnumField : KINDS[type] ?? (schema.format === "date-time" ? MomentField : TextField);
  return new Kind({ ...about, schema });
}

function resolved(schema, root) {
  if (!schema.$ref) return schema;
  const steps = schema.$ref.replace(/^#\//, "").split("/");
  return resolved(steps.reduce((found, step) => found[step], root), root);
}

class Field {
  constructor({ schema, root, name, path, isRequired }) {
    Object.assign(this, { schema, root, name, path, isRequired });
    this.id = `field-${numbered += 1}`;
    this.note = el("span", { class: "field-problem", id: `${this.id}-problem` });
    this.build();
  }

  /** Show a problem at the field it is about; false when that is none of these. */
  mark(path, problem) {
    if (path !== this.path) return false;
    this.note.textContent = problem;
    this.control?.setAttribute("aria-invalid", "true");
    return true;
  }

  clearMarks() {
    this.note.textContent = "";
    this.control?.removeAttribute("aria-invalid");
  }

  labelled(control, ...more) {
    this.control = control;
    control.id = this.id;
    control.setAttribute("aria-describedby", this.note.id);
    control.dataset.path = this.path;
    if (this.isRequired) control.setAttribute("aria-required", "true");
    this.node = el("div", { class: "field" },
      el("label", { for: this.id }, this.name, this.isRequired ? star() : null), control, more, this.note);
  }
}

function star() {
  return el("span", { class: "star", title: "required" }, " *");
}

class TextField extends Field {
  build() {
    const { maxLength } = this.schema;
    this.labelled(el("input", { type: "text", autocomplete: "off", spellcheck: "false", placeholder: maxLength ? `at most ${maxLength} characters` : null }));
  }

  value() {
    return this.control.value === "" ? undefined : this.control.value;
  }

  set(value) {
    this.control.value = value === undefined ? "" : String(value);
  }
}

class MomentField extends TextField {
  build() {
    const now = () => { this.control.value = new Date().toISOString().replace(/\.\d+Z$/, "Z"); };
    this.labelled(el("input", { type: "text", autocomplete: "off", placeholder: "2026-01-31T12:00:00Z" }),
      el("button", { type: "button", class: "beside", click: now, "aria-label": `${this.name}: now` }, "now"));
  }
}

class NumberField extends Field {
  build() {
    const preferred = this.isRequired ? PREFERRED[this.name] : undefined;
    const step = this.schema.type === "integer" ? 1 : this.schema.multipleOf ?? "any";
    this.labelled(el("input", { type: "number", step, value: preferred, autocomplete: "off" }));
  }

  value() {
    return this.control.value === "" ? undefined : Number(this.control.value);
  }

  set(value) {
    this.control.value = value ?? "";
  }
}

/** A choice among values; the empty one leaves an optional field out. */
class ChoiceField extends Field {
  build() {
    const choices = this.choices().map((value) => el("option", { value: JSON.stringify(value) }, String(value)));
    this.labelled(el("select", {}, this.isRequired ? null : el("option", { value: "" }, "–"), choices));
  }

  value() {
    return this.control.value === "" ? undefined : JSON.parse(this.control.value);
  }

  set(value) {
    this.control.value = value === undefined ? "" : JSON.stringify(value);
  }
}

class EnumField extends ChoiceField {
  choices() {
    return this.schema.enum;
  }
}

class BooleanField extends ChoiceField {
  choices() {
    return [true, false];
  }
}

class ObjectField extends Field {
  build() {
    this.members = null;
    this.body = el("div", { class: "members" });
    if (this.path === "") this.node = this.body;
    else this.node = el("fieldset", {}, el("legend", {}, this.legend()), this.body, this.note);
    if (this.isRequired) this.include(true);
  }

  legend() {
    if (this.isRequired) return [this.name, star()];
    this.box = el("input", { type: "checkbox", input: () => this.include(this.box.checked) });
    return [el("label", { class: "inline" }, this.box, ` ${this.name}`)];
  }

  include(isIncluded) {
    if (this.box) this.box.checked = isIncluded;
    if (isIncluded === (this.members !== null)) return;
    this.members = isIncluded ? Object.entries(this.schema.properties ?? {}).map((entry) => this.member(...entry)) : null;
    this.body.replaceChildren(...(this.members ?? []).map((member) => member.node));
  }

  member(name, schema) {
    const isRequired = (this.schema.required ?? []).includes(name);
    return fieldFor({ schema, root: this.root, name, path: this.path ? `${this.path}.${name}` : name, isRequired });
  }

  value() {
    if (this.members === null) return undefined;
    const pairs = this.members.map((member) => [member.name, member.value()]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }

  set(value) {
    this.include(this.isRequired || value !== undefined);
    for (const member of this.members ?? []) member.set(value?.[member.name]);
  }

  mark(path, problem) {
    return (this.members ?? []).some((member) => member.mark(path, problem)) || super.mark(path, problem);
  }

  clearMarks() {
    super.clearMarks();
    for (const member of this.members ?? []) member.clearMarks();
  }
}

class ArrayField extends Field {
  build() {
    this.items = [];
    this.body = el("ol", { class: "items" });
    const more = el("button", { type: "button", click: () => this.add() }, `Add ${this.name}`);
    this.node = el("fieldset", {}, el("legend", {}, this.name, this.isRequired ? star() : null), this.body, more, this.note);
    if (this.isRequired) this.add();
  }

  add() {
    const number = this.items.length;
    const item = fieldFor({ schema: this.schema.items ?? {}, root: this.root, name: `${number + 1}`, path: `${this.path}[${number}]`, isRequired: true });
    const remove = el("button", { type: "button", class: "beside", "aria-label": `Remove ${this.name} ${number + 1}` , click: () => this.removeAt(this.items.indexOf(item)) }, "✕");
    this.items.push(item);
    this.body.append(el("li", {}, item.node, remove));
    return item;
  }

  /** Those behind move up: their places, and so their names, change. */
  removeAt(position) {
    const values = this.items.map((item) => item.value());
    values.splice(position, 1);
    this.refill(values);
  }

  refill(values) {
    this.items = [];
    this.body.replaceChildren();
    for (const value of values) this.add().set(value);
  }

  value() {
    const values = this.items.map((item) => item.value()).filter((value) => value !== undefined);
    return values.length || this.isRequired ? values : undefined;
  }

  set(value) {
    this.refill(Array.isArray(value) ? value : []);
  }

  mark(path, problem) {
    return this.items.some((item) => item.mark(path, problem)) || super.mark(path, problem);
  }

  clearMarks() {
    super.clearMarks();
    for (const item of this.items) item.clearMarks();
  }
}

const KINDS = {
  object: ObjectField, array: ArrayField, boolean: BooleanField, integer: NumberField, number: NumberField,
};
