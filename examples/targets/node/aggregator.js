// A small aggregator: receives the forward protocol and puts each record to Firehose as a JSON line.
// At SIGTERM it ends its connections with FIN, as most servers do, sends what it holds once, and
// exits: lines that clients write after the FIN are lost.
// Usage: node aggregator.js PORT; endpoint, region and credentials come from the environment.
'use strict';
const { FluentServer } = require('@fluent-org/logger');
const { FirehoseClient, PutRecordBatchCommand } = require('@aws-sdk/client-firehose');

const MAX_RECORDS = 500;
const MAX_BYTES = 3_500_000;
const FLUSH_MILLIS = 1000;
const STREAMS = [
  [/^frontend/, 'elasticsearch-delivery-stream'],
  [/^backend/, 's3-delivery-stream'],
];

const firehose = new FirehoseClient({});
const server = new FluentServer({ listenOptions: { host: '127.0.0.1', port: Number(process.argv[2]) } });
const buffers = new Map(STREAMS.map(([, stream]) => [stream, []]));
let sending = Promise.resolve();

server.on('entry', (tag, time, record) => {
  const route = STREAMS.find(([pattern]) => pattern.test(tag));
  if (!route) return;
  const buffer = buffers.get(route[1]);
  buffer.push(Buffer.from(`${JSON.stringify(record)}\n`));
  if (buffer.length % MAX_RECORDS === 0) flush();
});

function batch(buffer) {
  let bytes = 0;
  let count = 0;
  while (count < Math.min(buffer.length, MAX_RECORDS) && bytes + buffer[count].length <= MAX_BYTES) {
    bytes += buffer[count].length;
    count += 1;
  }
  return buffer.splice(0, Math.max(1, count));
}

// Sends everything that is held; refused records go back to the buffer, for the next flush.
async function send() {
  for (const [stream, buffer] of buffers) {
    const refused = [];
    while (buffer.length > 0) {
      const lines = batch(buffer);
      try {
        const Records = lines.map((Data) => ({ Data }));
        const put = await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: stream, Records }));
        put.RequestResponses.forEach((response, i) => response.ErrorCode && refused.push(lines[i]));
      } catch (error) {
        console.error(`${stream}: ${error.name}: ${error.message}`);
        refused.push(...lines);
        break;
      }
    }
    buffer.unshift(...refused);
  }
}

function flush() {
  sending = sending.then(send);
  return sending;
}

process.on('SIGTERM', async () => {
  server.close();
  await flush();
  process.exit(0);
});

setInterval(flush, FLUSH_MILLIS);
server.listen().then(() => console.log(`listening on ${server.port}`));
