// A small central system, as a user of the ocpp-rpc library would write it: strict validation, framing,
// correlation and error codes are the library's.
//
//   node central_system.js PORT
//
// POST /api/octt/1.6/{station}/{kebab-action} with the payload as its body makes it send a request.
'use strict';
const { createServer } = require('node:http');
const { RPCServer } = require('ocpp-rpc');

const port = Number(process.argv[2]);
const HOST = '127.0.0.1';
const TAGS = { blocked: 'Blocked', expired: 'Expired', invalid: 'Invalid' };
const CALL_TIMEOUT = 30000;
let transactions = 0;
const running = new Map();
const stations = new Map();

const now = () => new Date().toISOString();
const idTagInfo = (tag) => ({ status: TAGS[tag.split('-')[0].toLowerCase()] ?? 'Accepted' });

const handlers = {
  BootNotification: () => ({ status: 'Accepted', currentTime: now(), interval: 300 }),
  Heartbeat: () => ({ currentTime: now() }),
  StatusNotification: () => ({}),
  Authorize: ({ idTag }) => ({ idTagInfo: idTagInfo(idTag) }),
  StartTransaction: ({ connectorId, idTag, timestamp }, station) => {
    const asked = JSON.stringify([station, connectorId, idTag, timestamp]);
    if (!running.has(asked)) running.set(asked, ++transactions); // a repetition gets the same id
    return { transactionId: running.get(asked), idTagInfo: idTagInfo(idTag) };
  },
  StopTransaction: ({ idTag }) => (idTag ? { idTagInfo: idTagInfo(idTag) } : {}),
  MeterValues: () => ({}),
  DataTransfer: () => ({ status: 'UnknownVendorId' }),
  DiagnosticsStatusNotification: () => ({}),
  FirmwareStatusNotification: () => ({}),
};

const server = new RPCServer({ protocols: ['ocpp1.6'], strictMode: true, callTimeoutMs: CALL_TIMEOUT });
server.auth((accept, reject, { protocols }) => (protocols.has('ocpp1.6') ? accept() : reject(400)));
server.on('client', (client) => {
  stations.set(client.identity, client);
  client.on('message', ({ message, outbound }) =>
    console.error(`${now()} ${client.identity} ${outbound ? '->' : '<-'} ${message}`));
  for (const [action, handler] of Object.entries(handlers)) {
    client.handle(action, ({ params }) => handler(params, client.identity));
  }
  client.once('close', () => { if (stations.get(client.identity) === client) stations.delete(client.identity); });
});

const pascal = (kebab) => kebab.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase());

async function trigger(station, action, body) {
  const client = stations.get(station);
  if (!client) return [200, { outcome: 'not-connected' }];
  try {
    return [200, { outcome: 'answered', payload: await client.call(pascal(action), JSON.parse(body || '{}')) }];
  } catch (error) {
    const { rpcErrorCode, message, details } = error;
    if (!rpcErrorCode) return [200, { outcome: error.constructor.name === 'TimeoutError' ? 'timeout' : 'not-connected' }];
    return [200, { outcome: 'callerror', error: { code: rpcErrorCode, description: message, details } }];
  }
}

const http = createServer((request, response) => {
  const found = /^\/api\/octt\/1\.6\/([^/]+)\/([a-z-]+)$/.exec(request.url);
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', async () => {
    const [code, answer] = found && request.method === 'POST'
      ? await trigger(decodeURIComponent(found[1]), found[2], body) : [404, { error: 'there is no such route' }];
    response.writeHead(code, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  });
});
http.on('upgrade', server.handleUpgrade);
http.listen(port, HOST, () => console.log(`listening on ws://${HOST}:${port}`));
