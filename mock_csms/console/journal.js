// The entries of the journal this page knows, in order, never more than LIMIT of them.

import { ask, query } from "./api.js";

export const LIMIT = 20000;
const FIRST_LOAD = 500;

/** Entries are numbered anew when the server is restarted: `run` counts the restarts seen. */
export class Journal extends EventTarget {
  constructor() {
    super();
    this.entries = [];
    this.run = 0;
    this.next = 0;
    this.held = null;
  }

  get isPaused() {
    return this.held !== null;
  }

  /** What has arrived since the pause began. */
  get waiting() {
    return this.held?.length ?? 0;
  }

  /** The newest entries, before following begins. */
  async load() {
    const { items, next } = await ask("GET", `journal${query({ newest: true, limit: FIRST_LOAD })}`);
    this.add(items);
    this.next = Math.max(this.next, next);
  }

  /** The index wanted next; notices that the server has begun a new journal. */
  async position() {
    const last = this.lastKnown();
    if (last) {
      const { items } = await ask("GET", `journal${query({ since: last.index, limit: 1 })}`);
      if (items[0]?.index !== last.index || items[0].time !== last.time) this.restart();
    }
    return this.next;
  }

  /** Entries that have just come. An index that was there before means a new journal. */
  add(items) {
    for (const item of items) {
      if (item.index < this.next) this.restart();
      this.push(item);
      this.next = item.index + 1;
    }
    this.changed();
  }

  /** Older entries that were asked for; those known already are left out. */
  merge(items) {
    const known = new Set(this.entries.filter((each) => each.run === this.run).map((each) => each.index));
    const fresh = items.filter((item) => !known.has(item.index) && item.index < this.next);
    if (!fresh.length) return;
    this.entries.push(...fresh.map((item) => this.stamped(item)));
    this.entries.sort((a, b) => a.run - b.run || a.index - b.index);
    this.changed();
  }

  /** The entries before the oldest one known. */
  async loadOlder() {
    const oldest = this.entries.find((each) => each.run === this.run)?.index ?? 0;
    const since = Math.max(0, oldest - FIRST_LOAD);
    const { items } = await ask("GET", `journal${query({ since, limit: oldest - since || 1 })}`);
    this.merge(items);
  }

  /** What the server has of these filters, beyond what was loaded. */
  async loadMatching(filters) {
    const { items } = await ask("GET", `journal${query({ ...filters, newest: true, limit: FIRST_LOAD })}`);
    this.merge(items);
  }

  /** Show nothing new until `resume`; what arrives is held. */
  pause() {
    this.held ??= [];
    this.changed();
  }

  resume() {
    const held = this.held ?? [];
    this.held = null;
    this.append(held);
    this.changed();
  }

  restart() {
    const last = this.lastKnown();
    this.push({ index: Infinity, kind: "restarted", time: last?.time ?? new Date().toISOString(), identity: "" });
    this.run += 1;
    this.next = 0;
  }

  lastKnown() {
    const all = this.held?.length ? this.held : this.entries;
    const last = all.at(-1);
    return last?.run === this.run ? last : undefined;
  }

  push(item) {
    this.append([this.stamped(item)]);
  }

  append(entries) {
    const target = this.held ?? this.entries;
    target.push(...entries);
    if (target.length > LIMIT) target.splice(0, target.length - LIMIT);
  }

  stamped(item) {
    return { ...item, run: this.run, key: `${this.run}-${item.index}` };
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** The entries of one transaction: the calls that name it, the one that began it, their answers. */
export function ofTransaction(entries, id) {
  const calls = new Map();
  for (const entry of entries) if (entry.type === "CALL") calls.set(callKey(entry), entry);
  const meant = new Set();
  for (const entry of entries) {
    if (entry.kind !== "frame" || entry.payload?.transactionId !== id) continue;
    meant.add(entry.type === "CALL" ? callKey(entry) : answeredKey(entry));
  }
  return entries.filter((entry) => entry.kind === "frame"
    && (meant.has(callKey(entry)) || meant.has(answeredKey(entry))));
}

/** Ids of the transactions that the entries name, the newest first. */
export function transactionsIn(entries) {
  const ids = new Set();
  for (const entry of entries) {
    const id = entry.payload?.transactionId;
    if (Number.isInteger(id)) ids.add(id);
  }
  return [...ids].reverse();
}

const OTHER_WAY = { "cp-to-csms": "csms-to-cp", "csms-to-cp": "cp-to-csms" };

function callKey(entry) {
  return entry.type === "CALL" ? keyOf(entry, entry.direction) : null;
}

function answeredKey(entry) {
  return entry.type === "CALL" ? null : keyOf(entry, OTHER_WAY[entry.direction]);
}

function keyOf({ run, identity, connection, message_id: id }, direction) {
  return JSON.stringify([run, identity, connection, direction, id]);
}
