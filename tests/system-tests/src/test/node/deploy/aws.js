'use strict';
// Runs lines of the AWS CLI against an endpoint that records requests and refuses them.
const { spawn } = require('node:child_process');
const http = require('node:http');

const ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_DEFAULT_REGION: 'us-west-2',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
};

// A deployment goes on when its stack does not exist.
function refusal(request, body) {
  const message = `Stack with id ${new URLSearchParams(body).get('StackName')} does not exist`;
  return 'x-amz-target' in request.headers
    ? JSON.stringify({ __type: 'ValidationException', message })
    : `<ErrorResponse><Error><Code>ValidationError</Code><Message>${message}</Message></Error></ErrorResponse>`;
}

async function recorder() {
  const requests = [];
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) {
      body += part;
    }
    requests.push({ method: request.method, url: request.url, target: request.headers['x-amz-target'], body });
    response.writeHead(400).end(refusal(request, body));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { requests, server };
}

/** Requests that a line leads to, and what the CLI wrote to standard error. */
async function replay(line, directory) {
  const { requests, server } = await recorder();
  const endpoint = ['--endpoint-url', `http://127.0.0.1:${server.address().port}`];
  const child = spawn('aws', [...line, ...endpoint], { cwd: directory, env: ENVIRONMENT });
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += data));
  child.stdout.resume();
  await new Promise((resolve) => child.on('close', resolve));
  server.closeAllConnections();
  server.close();
  return { requests, stderr };
}

/** A line is well formed if the CLI sends a request: it does so after it has read the line. */
async function lineFindings(line, directory) {
  const { requests, stderr } = await replay(line, directory);
  return requests.length > 0 ? [] : [`aws ${line.join(' ')}: ${stderr.trim()}`];
}

module.exports = { lineFindings, replay };
