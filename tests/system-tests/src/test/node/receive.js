// Receives events with the server of @fluent-org/logger, over TLS and with a handshake.
// Usage: node receive.js CERTIFICATE KEY EVENTS; prints "listening PORT", and after EVENTS events
// one line of JSON with the numbers n of each tag.
'use strict';
const fs = require('fs');
const { FluentServer } = require('@fluent-org/logger');

const [certificate, key, events] = process.argv.slice(2);
const server = new FluentServer({
  security: {
    serverHostname: 'node',
    sharedKey: 'hushhush',
    authorize: true,
    userDict: { ann: 'wordpass' },
  },
  tlsOptions: { cert: fs.readFileSync(certificate), key: fs.readFileSync(key) },
  listenOptions: { port: 0, host: '127.0.0.1' },
});

const received = {};
let left = Number(events);
server.on('entry', (tag, time, record) => {
  (received[tag] = received[tag] || []).push(record.n);
  left -= 1;
  if (left === 0) {
    Object.values(received).forEach((numbers) => numbers.sort((a, b) => a - b));
    console.log(JSON.stringify(received));
  }
});
server.listen().then(() => console.log(`listening ${server.port}`));
