// A list of what is in force, one card each.

import { byId, el } from "./dom.js";

/** Cards are made anew only when the items have changed: what has the focus keeps it. */
export class Cards {
  constructor(id, card, empty) {
    [this.id, this.card, this.empty, this.shown] = [id, card, empty, null];
  }

  /** Returns whether anything has changed. */
  show(items) {
    const text = JSON.stringify(items);
    if (text === this.shown) return false;
    this.shown = text;
    const cards = items.map((item) => this.card(item));
    byId(this.id).replaceChildren(...(cards.length ? cards : [el("li", { class: "dim" }, this.empty)]));
    return true;
  }
}

/** A card with its lines, and buttons beside them. */
export function card(lines, ...buttons) {
  return el("li", { class: "card" }, el("div", { class: "grow" }, lines), buttons);
}

/** The button that takes away what a card is about. */
export function removal(title, act) {
  return el("button", { type: "button", "aria-label": title, click: act }, "✕");
}
