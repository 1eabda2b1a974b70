// A small charge point with one connector, as a user of the ocpp-rpc library would write it. Framing,
// validation, correlation, reconnection and error codes are the library's.
//
//   node charge_point.js URL IDENTITY [KEY]
//
// Verbs come as lines on standard input and are each answered by a line, "ok" or "cannot: why":
// plug in, unplug, present tag TAG, vehicle true|false (whether it is full), fault [CODE], clear fault,
// reboot (the power fails), cut network, restore network.
// Lines of JSON are answered in JSON: the dialogue of the suite's command driver.
'use strict';
const { createInterface } = require('node:readline');
const { setTimeout: pause } = require('node:timers/promises');
const { NOREPLY, RPCClient } = require('ocpp-rpc');

const [url, identity, key] = process.argv.slice(2);
const DEFAULT_RETRY = 10;
const CALL_TIMEOUT = 10; // s
const POWER = 7360; // W

const writable = {
  AuthorizeRemoteTxRequests: 'false', ConnectionTimeOut: '60', HeartbeatInterval: '300',
  LocalAuthorizeOffline: 'false', LocalPreAuthorize: 'false', MeterValueSampleInterval: '60',
  MeterValuesSampledData: 'Energy.Active.Import.Register,Power.Active.Import', ResetRetries: '0',
  StopTransactionOnInvalidId: 'true', TransactionMessageAttempts: '3', TransactionMessageRetryInterval: '10',
};
const fixed = {
  ClockAlignedDataInterval: '0', ConnectorPhaseRotation: 'NotApplicable', GetConfigurationMaxKeys: '40',
  MeterValuesAlignedData: '', NumberOfConnectors: '1', StopTransactionOnEVSideDisconnect: 'true',
  StopTxnAlignedData: '', StopTxnSampledData: '', SupportedFeatureProfiles: 'Core,RemoteTrigger',
  UnlockConnectorOnEVSideDisconnect: 'true',
};
const MEASURANDS = ['Energy.Active.Import.Register', 'Power.Active.Import'];

const registration = { accepted: false, rejected: false, epoch: 0 };
const connector = {
  plugged: false, full: false, tag: null, transaction: null, finishing: false, fault: null, operative: true, told: [],
};
let pointOperative = true;
let meter = 1000; // Wh
let metered = Date.now();
const timers = {};
const waiting = []; // transaction messages: [action, () => payload, response => void]
let delivering = null; // a promise, while messages are being delivered

const client = new RPCClient({
  endpoint: url.replace(/\/$/, ''), identity, protocols: ['ocpp1.6'], strictMode: true,
  callTimeoutMs: CALL_TIMEOUT * 1000,
  ...(key ? { password: key } : {}),
});
const now = () => new Date().toISOString();
const send = (action, payload = {}) => client.call(action, payload);
const note = (error) => console.error(`${now()} ${error.message}`);

// registration ----------------------------------------------------------------

async function boot() {
  const epoch = ++registration.epoch;
  registration.accepted = false;
  clearInterval(timers.heartbeat);
  while (epoch === registration.epoch) {
    let wait = DEFAULT_RETRY;
    try {
      const answer = await send('BootNotification', {
        chargePointVendor: 'Example', chargePointModel: 'ocpp-rpc', chargePointSerialNumber: identity,
      });
      if (epoch !== registration.epoch) return;
      registration.rejected = answer.status === 'Rejected';
      if (answer.status === 'Accepted') return accepted(answer.interval);
      wait = answer.interval || DEFAULT_RETRY;
    } catch (error) { note(error); }
    await pause(wait * 1000);
  }
}

function accepted(interval) {
  registration.accepted = true;
  if (interval > 0) writable.HeartbeatInterval = String(interval);
  keepBeating();
  connector.told = [];
  report();
  deliver();
}

function keepBeating() {
  clearInterval(timers.heartbeat);
  const seconds = Number(writable.HeartbeatInterval);
  if (seconds > 0) timers.heartbeat = setInterval(() => send('Heartbeat').catch(note), seconds * 1000);
}

// status ----------------------------------------------------------------------

function status(id) {
  if (connector.fault) return 'Faulted';
  if (id === 0) return pointOperative ? 'Available' : 'Unavailable';
  if (connector.transaction) return connector.full ? 'SuspendedEV' : 'Charging';
  if (!pointOperative || !connector.operative) return 'Unavailable';
  if (connector.finishing) return 'Finishing';
  return connector.plugged || connector.tag ? 'Preparing' : 'Available';
}

function notify(id) {
  connector.told[id] = status(id);
  return send('StatusNotification', {
    connectorId: id, errorCode: connector.fault || 'NoError', status: status(id), timestamp: now(),
  }).catch((error) => { note(error); delete connector.told[id]; });
}

function report() {
  if (!registration.accepted) return;
  for (const id of [0, 1]) if (connector.told[id] !== status(id)) notify(id);
}

// transactions ----------------------------------------------------------------

function energy() {
  if (connector.transaction) meter += (POWER * (Date.now() - metered)) / 3600000;
  metered = Date.now();
  return Math.round(meter);
}

function queue(action, payload, settled = () => {}) {
  waiting.push([action, payload, settled]);
  deliver();
}

function deliver() {
  delivering ??= deliverAll().finally(() => { delivering = null; });
  return delivering;
}

async function deliverAll() {
  for (let attempt = 1; waiting.length && registration.accepted && client.state === RPCClient.OPEN;) {
    const [action, payload, settled] = waiting[0];
    try {
      settled(await send(action, payload()));
      waiting.shift();
      attempt = 1;
    } catch (error) {
      note(error);
      if (client.state !== RPCClient.OPEN) break;
      if (attempt >= Number(writable.TransactionMessageAttempts)) { waiting.shift(); attempt = 1; }
      else await pause(attempt++ * Number(writable.TransactionMessageRetryInterval) * 1000);
    }
  }
}

function startIfReady() {
  if (!connector.tag || connector.transaction || status(1) !== 'Preparing') return report();
  if (!connector.plugged) {
    clearTimeout(timers.plug);
    timers.plug = setTimeout(() => { if (!connector.plugged) { connector.tag = null; report(); } },
      Number(writable.ConnectionTimeOut) * 1000);
    return report();
  }
  const payload = { connectorId: 1, idTag: connector.tag, meterStart: energy(), timestamp: now() };
  const transaction = { tag: connector.tag, id: null };
  report();
  Object.assign(connector, { transaction, tag: null });
  queue('StartTransaction', () => payload, ({ transactionId, idTagInfo }) => {
    transaction.id = transactionId;
    if (idTagInfo.status !== 'Accepted' && writable.StopTransactionOnInvalidId === 'true') {
      stop('DeAuthorized');
    }
  });
  report();
  keepSampling();
}

function keepSampling() {
  clearInterval(timers.sample);
  const seconds = Number(writable.MeterValueSampleInterval);
  if (!connector.transaction || !seconds) return;
  timers.sample = setInterval(() => {
    const { transaction } = connector;
    const meterValue = [sample('Sample.Periodic')];
    queue('MeterValues', () => ({ connectorId: 1, transactionId: transaction.id, meterValue }));
  }, seconds * 1000);
}

function sample(context) {
  const readings = {
    'Energy.Active.Import.Register': { value: String(energy()), unit: 'Wh' },
    'Power.Active.Import': { value: String(connector.transaction ? POWER : 0), unit: 'W' },
  };
  const chosen = writable.MeterValuesSampledData.split(',').filter(Boolean);
  const sampledValue = chosen.map((measurand) => ({ ...readings[measurand], measurand, context }));
  return { timestamp: now(), sampledValue };
}

function stop(reason, byTag) {
  const { transaction } = connector;
  if (!transaction) return;
  const payload = { meterStop: energy(), timestamp: now(), reason, ...(byTag ? { idTag: byTag } : {}) };
  clearInterval(timers.sample);
  Object.assign(connector, { transaction: null, finishing: connector.plugged });
  queue('StopTransaction', () => ({ ...payload, transactionId: transaction.id }));
  report();
}

// what the central system asks for --------------------------------------------

const later = (act) => setImmediate(() => Promise.resolve(act()).catch(note));

const handlers = {
  RemoteStartTransaction({ connectorId = 1, idTag }) {
    const free = ['Available', 'Preparing', 'Finishing'].includes(status(1)) && !connector.tag;
    if (!registration.accepted || connectorId !== 1 || !free) return { status: 'Rejected' };
    later(() => (writable.AuthorizeRemoteTxRequests === 'true' ? presentTag(idTag) : takeTag(idTag)));
    return { status: 'Accepted' };
  },
  RemoteStopTransaction({ transactionId }) {
    if (connector.transaction?.id !== transactionId) return { status: 'Rejected' };
    later(() => stop('Remote'));
    return { status: 'Accepted' };
  },
  GetConfiguration({ key = [] }) {
    const row = (name) => ({
      key: name, readonly: name in fixed, value: name in fixed ? fixed[name] : writable[name],
    });
    if (!key.length) return { configurationKey: Object.keys({ ...writable, ...fixed }).map(row) };
    return {
      configurationKey: key.map(known).filter(Boolean).map(row),
      unknownKey: key.filter((name) => !known(name)),
    };
  },
  ChangeConfiguration({ key, value }) {
    const name = known(key);
    if (name in fixed) return { status: 'Rejected' };
    if (!(name in writable)) return { status: 'NotSupported' };
    if (!fits(name, value)) return { status: 'Rejected' };
    writable[name] = value;
    if (name === 'HeartbeatInterval' && registration.accepted) keepBeating();
    if (name === 'MeterValueSampleInterval') keepSampling();
    return { status: 'Accepted' };
  },
  ChangeAvailability({ connectorId, type }) {
    if (connectorId > 1) return { status: 'Rejected' };
    if (connectorId === 0) pointOperative = type === 'Operative';
    connector.operative = type === 'Operative';
    later(report);
    return { status: connector.transaction && type === 'Inoperative' ? 'Scheduled' : 'Accepted' };
  },
  Reset({ type }) {
    later(() => restart(`${type}Reset`));
    return { status: 'Accepted' };
  },
  TriggerMessage({ requestedMessage, connectorId }) {
    const wanted = {
      BootNotification: boot,
      Heartbeat: () => send('Heartbeat'),
      StatusNotification: () => Promise.all((connectorId === undefined ? [0, 1] : [connectorId]).map(notify)),
      MeterValues: () => send('MeterValues', {
        connectorId: connectorId ?? 1, meterValue: [sample('Trigger')],
        ...(connector.transaction?.id ? { transactionId: connector.transaction.id } : {}),
      }),
    }[requestedMessage];
    if (!wanted) return { status: 'NotImplemented' };
    const isKnown = requestedMessage === 'BootNotification' && registration.accepted;
    if (connectorId > 1 || isKnown) return { status: 'Rejected' };
    later(wanted);
    return { status: 'Accepted' };
  },
  UnlockConnector({ connectorId }) {
    if (connectorId !== 1) return { status: 'NotSupported' };
    later(() => stop('UnlockCommand'));
    return { status: 'Unlocked' };
  },
  ClearCache: () => ({ status: 'Rejected' }),
  DataTransfer: () => ({ status: 'UnknownVendorId' }),
};

// keys are of the type CiString: upper and lower case make no difference
function known(key) {
  return Object.keys({ ...writable, ...fixed }).find((name) => name.toLowerCase() === key.toLowerCase());
}

function fits(name, value) {
  if (/^(true|false)$/.test(writable[name])) return /^(true|false)$/.test(value);
  if (/^\d+$/.test(writable[name])) return /^\d+$/.test(value);
  if (/Data$/.test(name)) return value === '' || value.split(',').every((each) => MEASURANDS.includes(each));
  return true;
}

// what happens at the connector -----------------------------------------------

async function presentTag(tag) {
  if (connector.transaction?.tag === tag) return stop('Local', tag);
  if (connector.transaction || !registration.accepted) return;
  const answer = await send('Authorize', { idTag: tag }).catch(note);
  if (answer?.idTagInfo.status === 'Accepted') takeTag(tag);
}

function takeTag(tag) {
  Object.assign(connector, { tag, finishing: false });
  startIfReady();
}

async function restart(reason) {
  stop(reason);
  await deliver();
  goDown();
  await client.close({ code: 1001, reason: 'restarting' });
  await client.connect();
}

async function loseAndRegainPower() {
  goDown();
  stop('PowerLoss'); // what is told once there is power again
  await client.close({ code: 1001, reason: 'no power', force: true });
  await client.connect();
}

function goDown() {
  registration.epoch++;
  registration.accepted = false;
  Object.values(timers).forEach(clearTimeout);
  Object.assign(connector, { tag: null, finishing: false });
}

const verbs = {
  'plug in': () => { connector.plugged = true; startIfReady(); },
  unplug: () => {
    Object.assign(connector, { plugged: false, full: false, finishing: false });
    stop('EVDisconnected');
    report();
  },
  'present tag': (tag) => presentTag(tag),
  fault: (code) => { connector.fault = code || 'OtherError'; stop('Other'); report(); },
  'clear fault': () => { connector.fault = null; report(); },
  vehicle: (full) => {
    if (!/^(true|false)$/.test(full)) throw new Error('of the vehicle only whether it is full can be told');
    connector.full = full === 'true';
    report();
  },
  reboot: loseAndRegainPower,
  'cut network': () => client.close({ code: 1001, reason: 'network cut', force: true }),
  'restore network': () => client.connect(),
};

async function obey(line) { // returns why it cannot, if so
  const verb = Object.keys(verbs).find((each) => line === each || line.startsWith(`${each} `));
  if (!verb) return `there is no verb ${JSON.stringify(line)}`;
  try {
    await verbs[verb](line.slice(verb.length).trim());
  } catch (error) { return error.message; }
}

async function hear(line) {
  if (!line.startsWith('{')) {
    const why = await obey(line);
    return console.log(why ? `cannot: ${why}` : 'ok');
  }
  const { id, verb = 'read', details = {} } = JSON.parse(line);
  const detail = details[{ 'present tag': 'tag', fault: 'code', vehicle: 'full' }[verb]] ?? '';
  const why = verb === 'power on' ? '' : await obey(`${verb} ${detail}`.trim());
  console.log(JSON.stringify(why ? { id, cannot: why } : { id, done: true }));
}

for (const [action, handler] of Object.entries(handlers)) {
  client.handle(action, ({ params }) => (registration.rejected ? NOREPLY : handler(params)));
}
client.on('message', ({ message, outbound }) => console.error(`${now()} ${outbound ? '->' : '<-'} ${message}`));
client.on('open', () => { if (registration.accepted) { report(); deliver(); } else boot(); });
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => line.trim() && hear(line.trim()));
lines.on('close', () => process.exit(0));
client.connect().catch((error) => { console.error(error.message); process.exit(1); });
