// Logs events with fluent-logger for Node over several connections.
// Usage: node log.js PORT CLIENTS EVENTS_PER_CLIENT; prints one line "logged N" and the values' JSON.
'use strict';
const logger = require('fluent-logger');

const [port, clients, events] = process.argv.slice(2).map(Number);
const modes = ['Message', 'PackedForward', 'CompressedPackedForward'];

function event(client, number) {
  return { client, number, log: `line ${number} ä世界😀 "quoted" \\ \u0001\t\n` };
}

async function logAll(client) {
  const sender = logger.createFluentSender('backend-node', {
    host: '127.0.0.1',
    port,
    timeout: 30,
    reconnectInterval: 1000,
    eventMode: modes[client % modes.length],
    requireAckResponse: client >= clients / 2 && client % modes.length > 0,
    ackResponseTimeout: 60000,
    flushInterval: 20,
  });
  for (let first = 0; first < events; first += 500) {
    const batch = [];
    for (let number = first; number < Math.min(events, first + 500); number++) {
      batch.push(new Promise((resolve, reject) => {
        sender.emit(event(client, number), (error) => (error ? reject(error) : resolve()));
      }));
    }
    await Promise.all(batch);
  }
  await new Promise((resolve) => sender.end(null, null, resolve));
}

Promise.all([...Array(clients).keys()].map(logAll)).then(
  () => {
    console.log(`logged ${clients * events}`);
    process.exit(0);
  },
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
