// Brings the parts of the page together and keeps them up to date.

import { ask, follow, health, Problem } from "./api.js";
import { ChargePoints } from "./charge_points.js";
import { Chart } from "./chart.js";
import { Detail } from "./detail.js";
import { byId, fillSelect, say } from "./dom.js";
import { Faults } from "./faults.js";
import { Frames } from "./frames.js";
import { Handshakes } from "./handshakes.js";
import { Journal } from "./journal.js";
import { Layout } from "./layout.js";
import { Record } from "./record.js";
import { Send } from "./send.js";
import { Stubs } from "./stubs.js";
import { Tags } from "./tags.js";

const BEAT = 3000;
const BATCH = 60;
const LINK = { live: "● live", lost: "○ no answer, trying again…", wait: "connecting" };

const layout = new Layout();
const journal = new Journal();
const frames = new Frames(journal);
const chart = new Chart(journal, frames);
const points = new ChargePoints();
const detail = new Detail();
const send = new Send();
const stubs = new Stubs();
const handshakes = new Handshakes();
const tags = new Tags();
const record = new Record();
const faults = new Faults(stubs, [handshakes, tags, record]);
const ASKED = [points, detail, stubs, handshakes, faults, tags, record];

function connectParts() {
  layout.addEventListener("show", ({ detail: name }) => shown(name));
  points.addEventListener("choose", ({ detail: identity }) => { detail.choose(identity); send.target(identity); });
  detail.addEventListener("frames", ({ detail: identity }) => { frames.only(identity); layout.show("frames"); });
  detail.addEventListener("send", ({ detail: identity }) => { send.target(identity); layout.show("send"); });
  detail.addEventListener("transaction", ({ detail: id }) => { chart.choose("transaction", id); layout.show("chart"); });
  chart.addEventListener("jump", ({ detail: entry }) => { layout.show("frames"); frames.show(entry); });
  record.addEventListener("change", ({ detail: isRecording }) => faults.tellWarnings({ isRecording }));
  byId("chart-selection").addEventListener("click", () => { chart.choose("selection"); layout.show("chart"); });
}

/** Parts that are out of sight do not work; they catch up when they are shown. */
function shown() {
  chart.visible(document.body.dataset.middle === "chart");
  if (document.body.dataset.middle === "frames") frames.refresh();
  points.list.render();
  tags.refresh().catch(() => {});
}

/** What does not change while a server runs. */
async function offers() {
  const [actions, table] = await Promise.all([ask("GET", "actions"), ask("GET", "faults")]);
  const startedBy = (role) => actions.filter(({ initiators }) => initiators.includes(role));
  fillSelect(byId("filter-action"), [["", "every action"], ...actions.map(({ action }) => [action, action])]);
  stubs.offer(startedBy("charge-point"), table);
  faults.offer(startedBy("charge-point"), table);
  await send.offer(startedBy("central-system"));
}

async function refresh() {
  const { connected, known, journal: length } = await health();
  say(byId("count-connected"), String(connected));
  say(byId("count-known"), String(known));
  say(byId("count-journal"), String(length));
  await Promise.all(ASKED.map((part) => part.refresh()));
}

function tellLink(state) {
  const link = byId("link");
  if (state === "live" && link.dataset.state === "lost") refresh().catch(() => {});
  link.dataset.state = state;
  say(link, LINK[state]);
}

/** Entries come one by one and are shown in batches. */
function batched() {
  let arrived = [];
  let timer = 0;
  const flush = () => {
    const batch = arrived;
    [arrived, timer] = [[], 0];
    journal.add(batch);
    points.refreshSoon();
    detail.refreshSoon();
  };
  return (entry) => {
    arrived.push(entry);
    timer ||= setTimeout(flush, BATCH);
  };
}

/** The server may be gone before the page has asked it all: it asks again. */
async function begin() {
  try {
    await Promise.all([journal.load(), offers(), refresh()]);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    tellLink("lost");
    await new Promise((resolve) => { setTimeout(resolve, BEAT); });
    await begin();
  }
}

connectParts();
await begin();
setInterval(() => refresh().catch(() => {}), BEAT);
await follow({ position: () => journal.position(), take: batched(), state: tellLink });
