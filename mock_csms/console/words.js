// How things are called and marked: tables, no behaviour.

/** Connector status -> a mark that can be told without its colour, and the colour's name. */
export const STATUS = {
  Available: ["○", "good"],
  Preparing: ["◔", "busy"],
  Charging: ["●", "busy"],
  SuspendedEV: ["◑", "warn"],
  SuspendedEVSE: ["◐", "warn"],
  Finishing: ["◕", "busy"],
  Reserved: ["◆", "note"],
  Unavailable: ["□", "dim"],
  Faulted: ["✕", "bad"],
};

/** Standing of a tag -> mark, colour. */
export const TAG_STATUS = {
  Accepted: ["✓", "good"],
  Blocked: ["⊘", "bad"],
  Expired: ["◷", "warn"],
  Invalid: ["✕", "bad"],
  ConcurrentTx: ["◫", "note"],
};

/** Outcome of a request -> mark, title, colour. */
export const OUTCOMES = {
  answered: ["✓", "Answered", "good"],
  callerror: ["✕", "CALLERROR", "bad"],
  timeout: ["◷", "No answer in time", "warn"],
  "not-connected": ["⊘", "Not connected", "dim"],
  dispatched: ["↗", "Dispatched, nobody waits", "note"],
};

/** Kind of an entry -> mark, text, colour. */
export const EVENTS = {
  opened: ["┌", "opened", "good"],
  closed: ["└", "closed", "dim"],
  "turned away": ["⊘", "turned away", "bad"],
  stray: ["⊘", "no HTTP", "bad"],
  injected: ["ϟ", "fault", "note"],
  noted: ["·", "note", "dim"],
  observed: ["·", "reading", "dim"],
  restarted: ["═", "restarted", "warn"],
};

const TYPES = { CALL: "CALL", CALLRESULT: "RESULT", CALLERROR: "ERROR" };

/** The fields that tell most, in this order; the others are seen on expanding. */
const TELLING = [
  "connectorId", "status", "errorCode", "idTag", "transactionId", "reason", "meterStart", "meterStop",
  "chargePointVendor", "chargePointModel", "interval", "key", "value", "type", "requestedMessage",
  "reservationId", "vendorId", "messageId", "currentTime", "location", "fileName", "listVersion",
];

/** What type of frame, in a word. */
export function typeOf(entry) {
  if (entry.kind !== "frame") return EVENTS[entry.kind]?.[1] ?? entry.kind;
  return entry.malformed ? "⚠ malformed" : TYPES[entry.type] ?? entry.type ?? "?";
}

/** The colour of an entry. */
export function toneOf(entry) {
  if (entry.kind !== "frame") return EVENTS[entry.kind]?.[2] ?? "dim";
  if (entry.malformed || entry.type === "CALLERROR") return "bad";
  return entry.type === "CALL" ? "call" : "dim";
}

/** One line about an entry's content. */
export function summary(entry) {
  if (entry.kind !== "frame") return eventText(entry);
  if (entry.malformed) return `${entry.malformed}: ${entry.raw ?? ""}`;
  if (entry.type === "CALLERROR") return errorText(entry);
  return telling(entry.payload ?? {});
}

function eventText(entry) {
  const told = {
    opened: () => [entry.path, entry.authorization && `with ${entry.authorization} credentials`, entry.encrypted && "TLS"],
    closed: () => [`code ${entry.code}`, `by the ${entry.by}`],
    "turned away": () => [`HTTP ${entry.status}`, entry.path],
    stray: () => [`from ${entry.remote}`, entry.reason, entry.octets],
    injected: () => [entry.fault, `for call ${entry.number}`, `by ${entry.cause}`],
    noted: () => [entry.note],
    observed: () => [entry.quantity, entry.value],
    restarted: () => ["the central system was restarted or its journal emptied"],
  };
  return (told[entry.kind]?.() ?? [JSON.stringify(entry)]).filter(Boolean).join(", ");
}

/** What a CALLERROR says. */
export function errorText(entry) {
  const { code, description } = entry.error ?? {};
  return [code, description].filter(Boolean).join(": ");
}

function telling(payload) {
  const flat = { ...payload };
  if (payload.idTagInfo?.status) flat.status = payload.idTagInfo.status;
  const named = TELLING.filter((name) => isScalar(flat[name])).map((name) => `${name}=${flat[name]}`);
  const others = Object.keys(payload).filter((name) => !TELLING.includes(name) && name !== "idTagInfo");
  return [...named, ...others.map((name) => otherField(name, payload[name]))].slice(0, 6).join(" ");
}

function otherField(name, value) {
  if (isScalar(value)) return `${name}=${value}`;
  return Array.isArray(value) ? `${name}[${value.length}]` : `${name}{…}`;
}

function isScalar(value) {
  return value !== undefined && (value === null || typeof value !== "object");
}

/** 12:34:56.789 of an RFC 3339 text. */
export function clockOf(time) {
  const moment = new Date(time);
  return Number.isNaN(moment.valueOf()) ? String(time) : moment.toISOString().slice(11, 23);
}

/** 21 Nov 12:34:56 of an RFC 3339 text; a dash for none. */
export function momentOf(time) {
  if (!time) return "–";
  return String(time).replace("T", " ").replace(/(\.\d+)?(Z|\+00:00)$/, " UTC");
}

function told({ run, key, ...entry }) {
  return entry;
}

/** The frame as indented JSON; as it is when it is none, the entry itself when it is no frame. */
export function pretty(entry) {
  if (entry.raw === undefined) return JSON.stringify(told(entry), null, 2);
  try {
    return JSON.stringify(JSON.parse(entry.raw), null, 2);
  } catch {
    return entry.raw;
  }
}
