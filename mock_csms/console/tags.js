// The drivers' tags: what is on file of each.

import { ask, path } from "./api.js";
import { Cards, removal } from "./cards.js";
import { byId, el, fillSelect, say, settled } from "./dom.js";
import { attempt, given, numberOf, onSubmit, textOf } from "./forms.js";
import { momentOf, TAG_STATUS } from "./words.js";

const PROBLEM = "tag-problem";
const MOST = 200;
const QUIET = 120;
const TO_SECONDS = "2026-01-01T00:00:00".length;

export class Tags {
  constructor() {
    this.items = [];
    this.cards = new Cards("tags", (tag) => this.row(tag), "None.");
    fillSelect(byId("tag-status"), Object.entries(TAG_STATUS).map(([status, [mark]]) => [status, `${mark} ${status}`]));
    onSubmit("tag-form", () => this.submit());
    byId("tags-query").addEventListener("input", settled(QUIET, () => this.show()));
  }

  /** Asked for only while they can be seen: there may be many. */
  async refresh() {
    if (!byId("panel-tags").offsetWidth) return;
    this.items = (await ask("GET", "tags")).items;
    this.show();
  }

  show() {
    const words = textOf("tags-query").toLowerCase();
    const found = this.items.filter(({ tag, parent, status }) => [tag, parent, status].some((text) => text?.toLowerCase().includes(words)));
    const total = found.length === this.items.length ? `${found.length}` : `${found.length} of ${this.items.length}`;
    say(byId("tags-total"), found.length > MOST ? `the first ${MOST} of ${total}` : total);
    this.cards.show(found.slice(0, MOST));
  }

  async submit() {
    const tag = textOf("tag-name");
    const isDone = await attempt(PROBLEM, async () => {
      if (!tag) throw new Error("Name a tag.");
      await ask("PUT", `tags/${path(tag)}`, this.body());
      await this.refresh();
    });
    if (isDone) this.fill({ tag: "", status: "Accepted" });
  }

  body() {
    const expires = byId("tag-expires").value;
    return given({
      status: byId("tag-status").value, parent: textOf("tag-parent"), concurrent: numberOf("tag-concurrent"),
      expires: expires && `${expires.padEnd(TO_SECONDS, ":00")}Z`,
    });
  }

  /** The form with what is on file, to change it. */
  fill({ tag, status, parent, expires, concurrent }) {
    byId("tag-name").value = tag;
    byId("tag-status").value = status;
    byId("tag-parent").value = parent ?? "";
    byId("tag-expires").value = expires?.slice(0, TO_SECONDS) ?? "";
    byId("tag-concurrent").value = concurrent ?? "";
    byId("tag-name").focus();
  }

  remove(tag) {
    return attempt(PROBLEM, async () => {
      await ask("DELETE", `tags/${path(tag)}`);
      await this.refresh();
    });
  }

  row(item) {
    const { tag, status, parent, expires, concurrent } = item;
    const [mark, tone] = TAG_STATUS[status] ?? ["", "dim"];
    const facts = [parent && `in group ${parent}`, expires && `until ${momentOf(expires)}`, concurrent && `${concurrent} at a time`];
    return el("li", { class: "card tag" },
      el("div", { class: "tag-name" }, el("strong", { class: "mono" }, tag), el("span", { class: `chip tone-${tone}` }, `${mark} ${status}`)),
      el("button", { type: "button", "aria-label": `Change tag ${tag}`, click: () => this.fill(item) }, "Change"),
      removal(`Remove tag ${tag}`, () => this.remove(tag)),
      el("div", { class: "tag-facts dim" }, facts.filter(Boolean).map((fact) => el("span", {}, fact))));
  }
}
