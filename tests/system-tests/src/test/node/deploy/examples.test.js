'use strict';
const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const test = require('node:test');
const { composeFindings, manifestFindings, readCompose, readManifests } = require('./examples.js');
const { optionFindings, variableFindings } = require('./options.js');
const { read, walk } = require('./template.js');

const HOME = process.env.LOGPROOF_HOME;
const DEPLOY = path.join(HOME, 'deploy');
const COMPOSE = readCompose(path.join(DEPLOY, 'examples', 'docker-compose.yml'));
const MANIFESTS = ['aggregator', 'load', 'verify'].map((name) =>
  readManifests(path.join(DEPLOY, 'examples', 'kubernetes', `${name}.yml`)),
);

test('the Compose file follows the Compose specification', () => {
  assert.deepStrictEqual(composeFindings(COMPOSE), []);
});

test('finds a name that Compose does not know', () => {
  const compose = structuredClone(COMPOSE);
  compose.services.aggregator.stop_grace = '1s';
  assert.match(composeFindings(compose)[0], /\/services\/aggregator .*"stop_grace"/);
});

for (const manifests of MANIFESTS) {
  test(`${manifests[0].metadata.name}: manifests follow Kubernetes' API`, async () => {
    assert.deepStrictEqual(await manifestFindings(manifests), []);
  });
}

test("finds what Kubernetes' API does not know", async () => {
  const manifests = structuredClone(MANIFESTS[2]);
  manifests[0].spec.template.spec.containers[0].imagePull = 'Always';
  assert.match((await manifestFindings(manifests)).join(), /"imagePull"' does not exist/);
  const wrong = structuredClone(MANIFESTS[2]);
  wrong[0].spec.backoffLimit = 'none';
  assert.match((await manifestFindings(wrong)).join(), /backoffLimit must be integer/);
});

test('the grace period covers preStop and the stop timeout', () => {
  const { spec } = MANIFESTS[0].find(({ kind }) => kind === 'Deployment').spec.template;
  const [container] = spec.containers;
  const stop = container.env.find(({ name }) => name === 'LOGPROOF_STOP_TIMEOUT').value;
  const sleep = container.lifecycle.preStop.exec.command[1];
  assert.ok(spec.terminationGracePeriodSeconds >= parseInt(stop, 10) + Number(sleep));
});

/** Programs that the examples and templates start, with their arguments. */
function started() {
  const compose = Object.values(COMPOSE.services)
    .filter(({ entrypoint }) => entrypoint !== undefined)
    .map(({ entrypoint, command }) => [entrypoint[0], command]);
  const load = MANIFESTS[1].at(-1).spec.template.spec.containers[0].args[0].split(/\s+/);
  const verify = MANIFESTS[2][0].spec.template.spec.containers[0];
  const tasks = [];
  walk(read(path.join(DEPLOY, 'loadgen.yml')), (value) => {
    if (value?.Command !== undefined && ['load', 'verify'].includes(value.Name)) {
      tasks.push([value.Name === 'load' ? 'loadgen' : 'verify', value.Command.filter((word) => typeof word === 'string')]);
    }
  });
  return [...compose, [load[1], load.slice(2)], [verify.command[0], verify.args], ...tasks];
}

test('examples and templates use options that exist', () => {
  assert.strictEqual(started().length, 9);
  assert.deepStrictEqual(started().flatMap(([program, given]) => optionFindings(HOME, program, given)), []);
});

test('variables in examples and templates stand for options', () => {
  const task = read(path.join(DEPLOY, 'aggregator.yml')).Resources.TaskDefinition;
  const deployment = MANIFESTS[0].find(({ kind }) => kind === 'Deployment').spec.template.spec;
  const job = MANIFESTS[1].at(-1).spec.template.spec;
  const serve = [
    ...task.Properties.ContainerDefinitions[0].Environment.map(({ Name }) => Name),
    ...Object.keys(COMPOSE.services.aggregator.environment),
    ...deployment.containers[0].env.map(({ name }) => name),
  ];
  assert.strictEqual(serve.filter((name) => name.startsWith('LOGPROOF_')).length, 12);
  assert.deepStrictEqual(variableFindings(HOME, 'aggregator', 'serve', serve), []);
  const run = job.containers[0].env.map(({ name }) => name);
  assert.deepStrictEqual(variableFindings(HOME, 'loadgen', 'run', run), []);
});

test('the aggregator accepts the example configuration', () => {
  const file = path.join(DEPLOY, 'examples', 'fluent.conf');
  const ended = spawnSync(path.join(HOME, 'bin', 'aggregator'), ['check', '--config', file], {
    encoding: 'utf8',
    env: { ...process.env, AWS_REGION: 'us-west-2' },
  });
  assert.strictEqual(ended.status, 0, ended.stderr);
});
