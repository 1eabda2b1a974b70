// Elements from names, attributes and text. Nothing is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** An element; functions become listeners, null is left out, strings become text. */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same in SVG. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (typeof value === "function") node.addEventListener(key, value);
    else if (typeof value === "boolean" && !key.startsWith("aria-")) node.toggleAttribute(key, value);
    else node.setAttribute(key, String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

/** The element of the page with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** Text, set only when it differs: no needless announcements by screen readers. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Options of a select; pairs of value and text, or groups `{ group, options }`. */
export function fillSelect(select, rows) {
  const chosen = select.value;
  select.replaceChildren(...rows.map(option));
  if ([...select.options].some((each) => each.value === chosen)) select.value = chosen;
}

function option(row) {
  if (row.group) return el("optgroup", { label: row.group }, row.options.map(option));
  return el("option", { value: row[0] }, row[1]);
}

/** Put a text on the clipboard, also where the page is not served securely. */
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = el("textarea", { class: "offscreen" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** Let the browser keep some content as a file, where it keeps downloads. */
export function saveAs(blob, name) {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Call `act` once things have been quiet for so many milliseconds. */
export function settled(milliseconds, act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, milliseconds);
  };
}

/** Call `act` at most once in so many milliseconds, and at the end of a burst. */
export function throttled(milliseconds, act) {
  let timer = 0;
  return () => {
    if (timer) return;
    timer = setTimeout(() => {
      timer = 0;
      act();
    }, milliseconds);
  };
}
