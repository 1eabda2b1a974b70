// The control API: requests with the token, problems with their fields, the journal as it grows.

import { byId } from "./dom.js";

const ROOT = new URL("../", import.meta.url);
const KEPT = "ocpp-console-token";
const FIRST_WAIT = 500;
const LONGEST_WAIT = 5000;

/** What went wrong: HTTP status (0: nobody answered) and a list of `{ field, problem }`. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail.map(({ field, problem }) => (field ? `${field}: ${problem}` : problem)).join("; "));
    this.status = status;
    this.detail = detail;
  }
}

/** A request below /api/v1/; the JSON of the answer. Throws `Problem`. */
export async function ask(method, path, body) {
  const response = await fetched(method, `api/v1/${path}`, { body });
  return response.status === 204 ? null : response.json();
}

/** The same with an answer that is no JSON: its content, to be kept as a file. */
export async function download(method, path) {
  return (await fetched(method, `api/v1/${path}`)).blob();
}

/** The health of the process. */
export async function health() {
  return (await fetched("GET", "health")).json();
}

/** A path from parts, each escaped. */
export function path(...parts) {
  return parts.map(encodeURIComponent).join("/");
}

/** A query from what is not empty. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value !== null);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

async function fetched(method, where, { body, signal } = {}) {
  for (;;) {
    const used = sessionStorage.getItem(KEPT);
    const response = await attempt(method, where, used, body, signal);
    if (response.status === 401) await newToken(used);
    else if (response.ok) return response;
    else throw new Problem(response.status, await detailOf(response));
  }
}

async function attempt(method, where, token, body, signal) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const text = body === undefined ? undefined : JSON.stringify(body);
  try {
    return await fetch(new URL(where, ROOT), { method, headers, body: text, signal, cache: "no-store" });
  } catch {
    throw new Problem(0, [{ problem: "the central system does not answer" }]);
  }
}

async function detailOf(response) {
  const text = await response.text();
  try {
    const { detail } = JSON.parse(text);
    return Array.isArray(detail) ? detail : [{ problem: String(detail) }];
  } catch {
    return [{ problem: `HTTP ${response.status} ${text.slice(0, 200)}` }];
  }
}

let asking = null;

/** Ask for a token, once however many requests were turned away with the same one. */
function newToken(used) {
  if (sessionStorage.getItem(KEPT) !== used) return Promise.resolve();
  asking ??= promptFor(used).finally(() => { asking = null; });
  return asking;
}

function promptFor(used) {
  const dialog = byId("token");
  const input = byId("token-text");
  if (used) byId("token-note").textContent = "That token was not accepted. Try again.";
  input.value = "";
  return new Promise((resolve) => {
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => {
      sessionStorage.setItem(KEPT, input.value.trim());
      resolve();
    }, { once: true });
    dialog.showModal();
  });
}

/**
 * The journal's entries as they come, for ever. `position()` tells which index is wanted next,
 * and may find out first whether the server was restarted; `take(entry)` gets each,
 * `state(word)` hears "live" and "lost". EventSource could not send the token.
 */
export async function follow({ position, take, state }) {
  let wait = FIRST_WAIT;
  for (;;) {
    try {
      const where = `api/v1/journal/follow${query({ since: await position() })}`;
      const response = await fetched("GET", where);
      state("live");
      wait = FIRST_WAIT;
      for await (const data of events(response.body)) take(JSON.parse(data));
    } catch (problem) {
      if (!isBroken(problem)) throw problem;
    }
    state("lost");
    await new Promise((resolve) => { setTimeout(resolve, wait); });
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

/** Problems of the way, rather than of this page: a Problem, or a stream that broke off. */
function isBroken(problem) {
  return problem instanceof Problem || problem instanceof TypeError || problem.name === "AbortError";
}

/** The data of server-sent events; named ones (a gap) show in the indices of those after them. */
async function* events(body) {
  let rest = "";
  let data = [];
  let isNamed = false;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines.map((each) => each.replace(/\r$/, ""))) {
      if (line.startsWith("event:")) isNamed = true;
      if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
      if (line !== "") continue;
      if (data.length && !isNamed) yield data.join("\n");
      [data, isNamed] = [[], false];
    }
  }
}
