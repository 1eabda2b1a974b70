// npm `ocpp-rpc` in strict mode, as its documentation has it: node ocpp_rpc.js PORT
const { RPCServer } = require("ocpp-rpc");

const server = new RPCServer({ protocols: ["ocpp1.6"], strictMode: true });
server.auth((accept) => accept({}));
server.on("client", (client) => {
  client.handle("BootNotification", () => ({
    status: "Accepted", interval: 300, currentTime: new Date().toISOString(),
  }));
  client.handle("MeterValues", () => ({}));
});
server.listen(Number(process.argv[2]), "0.0.0.0").then(() => console.log("ready"));
