// Handshakes to turn away, or to answer slowly.

import { ask, path } from "./api.js";
import { Cards, card, removal } from "./cards.js";
import { byId, el, fillSelect } from "./dom.js";
import { attempt, given, numberOf, onSubmit, textOf } from "./forms.js";

const PROBLEM = "handshake-problem";
const ANSWERS = { 401: "401 Unauthorized", 403: "403 Forbidden", 404: "404 Not Found", 503: "503 Service Unavailable", "": "as usual, but late" };

export class Handshakes {
  constructor() {
    this.cards = new Cards("handshakes", (stub) => this.row(stub), "None: all are answered as usual.");
    fillSelect(byId("handshake-status"), ["401", "403", "404", "503", ""].map((status) => [status, ANSWERS[status]]));
    byId("handshake-status").value = "503";
    onSubmit("handshake-form", () => this.change("POST", "handshake-stubs", this.body()));
    byId("handshakes-clear").addEventListener("click", () => this.change("DELETE", "handshake-stubs"));
  }

  body() {
    return given({
      identity: textOf("handshake-identity"), status: numberOf("handshake-status"),
      after: numberOf("handshake-after"), times: numberOf("handshake-times"),
    });
  }

  change(method, where, body) {
    return attempt(PROBLEM, async () => {
      await ask(method, where, body);
      await this.refresh();
    });
  }

  async refresh() {
    this.cards.show((await ask("GET", "handshake-stubs")).items);
  }

  row({ id, identity, status, after, times, hits }) {
    const answer = status === null ? ANSWERS[""] : ANSWERS[status] ?? String(status);
    const counts = [`applied ${hits} ×`, times ? `${times} to go` : null];
    return card(
      [
        el("strong", {}, identity ?? "any charge point"),
        el("div", { class: "mono" }, `${answer}${after ? `, after ${after} s` : ""}`),
        el("div", { class: "dim" }, counts.filter(Boolean).join(", ")),
      ],
      removal(`Remove handshake stub ${id}`, () => this.change("DELETE", `handshake-stubs/${path(id)}`)),
    );
  }
}
