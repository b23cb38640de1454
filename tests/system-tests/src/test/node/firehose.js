// Puts records with the AWS SDK for JavaScript, then lists and fetches the objects they arrive in.
// Usage: node firehose.js STREAM BUCKET PREFIX RECORDS; prints the lines found.
'use strict';
const { FirehoseClient, PutRecordCommand, PutRecordBatchCommand, ListDeliveryStreamsCommand } =
  require('@aws-sdk/client-firehose');
const { S3Client, ListObjectsV2Command, GetObjectCommand } = require('@aws-sdk/client-s3');
const { gunzipSync } = require('zlib');

const [stream, bucket, prefix, count] = process.argv.slice(2);

// The file store lists an object that is being written by a name that it then loses.
async function content(s3, Key) {
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
    return gunzipSync(Buffer.from(await object.Body.transformToByteArray())).toString('utf8');
  } catch (error) {
    if (error.name === 'NoSuchKey') return '';
    throw error;
  }
}

async function lines(s3) {
  const listed = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  let text = '';
  for (const { Key } of listed.Contents ?? []) text += await content(s3, Key);
  return text.split('\n').filter((line) => line.startsWith('js-record-'));
}

async function main() {
  const firehose = new FirehoseClient({});
  const streams = await firehose.send(new ListDeliveryStreamsCommand({}));
  if (!streams.DeliveryStreamNames.includes(stream)) throw new Error(`no stream ${stream}`);
  await firehose.send(new PutRecordCommand({
    DeliveryStreamName: stream,
    Record: { Data: Buffer.from('js-record-0\n') },
  }));
  const Records = [];
  for (let i = 1; i < Number(count); i++) Records.push({ Data: Buffer.from(`js-record-${i}\n`) });
  const put = await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: stream, Records }));
  if (put.FailedPutCount !== 0) throw new Error(`${put.FailedPutCount} records failed`);
  const s3 = new S3Client({ forcePathStyle: true });
  let found = [];
  for (let attempt = 0; attempt < 300 && found.length < Number(count); attempt++) {
    found = await lines(s3);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  found.forEach((line) => console.log(line));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
