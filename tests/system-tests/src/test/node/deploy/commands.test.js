'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const article = require('./article.json');
const { optionFindings, variableFindings } = require('./options.js');
const { commands } = require('./shell.js');
const { stackFindings } = require('./stacks.js');
const { readAll } = require('./template.js');

const HOME = process.env.LOGPROOF_HOME;
const TEMPLATES = readAll(path.join(HOME, 'deploy'));
const COMMANDS = commands(fs.readFileSync(path.join(HOME, 'deploy', 'README.md'), 'utf8'), HOME);
const AWS = COMMANDS.filter(([name]) => name === 'aws').map(([, ...line]) => line);
const ARTICLE = article.deploy.map((line) => line.split(' ').slice(1));

test('runs no command that is not checked', () => {
  const names = new Set(COMMANDS.map(([name]) => name));
  assert.deepStrictEqual(
    [...names].sort(),
    ['aws', 'bin/aggregator', 'bin/experiment', 'bin/loadgen', 'bin/report', 'bin/verify', 'docker'],
  );
});

test("uses options of logproof's commands that exist", () => {
  const findings = COMMANDS.filter(([name]) => name.startsWith('bin/')).flatMap(([name, ...given]) =>
    optionFindings(HOME, path.basename(name), given),
  );
  assert.deepStrictEqual(findings, []);
});

test('finds an option that does not exist', () => {
  assert.deepStrictEqual(optionFindings(HOME, 'loadgen', ['run', '--rates', '1MB/s']), ['loadgen run has no --rates']);
  assert.deepStrictEqual(optionFindings(HOME, 'loadgen', ['runs']), ['there is no loadgen runs']);
  assert.deepStrictEqual(variableFindings(HOME, 'loadgen', 'run', ['LOGPROOF_RATES', 'AWS_REGION']), [
    'loadgen run has no option for LOGPROOF_RATES',
  ]);
});

test('deploys stacks with their parameters and reads their outputs', () => {
  assert.deepStrictEqual(stackFindings(AWS, TEMPLATES), []);
});

test("accepts the article's lines", () => {
  assert.deepStrictEqual(stackFindings(ARTICLE, TEMPLATES), []);
});

test('finds lines that do not fit the templates', () => {
  const changed = ARTICLE[1]
    .filter((word) => !word.startsWith('MinTasks') && !word.includes('CAPABILITY'))
    .map((word) => word.replace('MaxTasks', 'MaxTask'));
  const output = ['cloudformation', 'describe-stacks', '--stack-name', 'vpc-with-nat', '--query', "[?OutputKey=='Vpc']"];
  assert.deepStrictEqual(stackFindings([ARTICLE[0], changed, output], TEMPLATES), [
    'aggregator-service: aggregator.yml has no parameter MaxTask',
    'aggregator-service: MinTasks is missing',
    'aggregator-service: MaxTasks is missing',
    'aggregator-service: CAPABILITY_NAMED_IAM is missing',
    'stack vpc-with-nat has no output Vpc',
  ]);
});
