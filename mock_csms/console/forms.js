// What forms share: numbers that may be left out, and problems said beside them.

import { byId, say } from "./dom.js";

/** The number in a field; null when it is empty. */
export function numberOf(id) {
  const { value } = byId(id);
  return value === "" ? null : Number(value);
}

/** The text in a field, without blanks around it. */
export function textOf(id) {
  return byId(id).value.trim();
}

/** Only the values that were given: no empty texts, lists or objects. */
export function given(values) {
  const isGiven = (value) => value !== "" && value !== null && (typeof value !== "object" || Object.keys(value).length);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isGiven(value)));
}

/** Do something, and say in an element what was wrong with it. Returns whether nothing was. */
export async function attempt(place, act) {
  say(byId(place), "");
  try {
    await act();
    return true;
  } catch (problem) {
    say(byId(place), problem instanceof SyntaxError ? `This is no JSON: ${problem.message}` : problem.message);
    return false;
  }
}

/** Do something when a form is submitted, instead of leaving the page. */
export function onSubmit(id, act) {
  byId(id).addEventListener("submit", (event) => { event.preventDefault(); act(); });
}
