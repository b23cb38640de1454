'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const article = require('./article.json');
const { lineFindings, replay } = require('./aws.js');
const { commands } = require('./shell.js');

const HOME = process.env.LOGPROOF_HOME;
const LINES = commands(fs.readFileSync(path.join(HOME, 'deploy', 'README.md'), 'utf8'), HOME)
  .filter(([name]) => name === 'aws')
  .map(([, ...line]) => line);
// One line per operation and set of options.
const form = (line) => line.filter((word, i) => i < 2 || word.startsWith('--')).join(' ');
const FORMS = [...new Map(LINES.map((line) => [form(line), line])).values()];

for (const line of FORMS) {
  test(`the AWS CLI reads: ${form(line)}`, async () => {
    assert.deepStrictEqual(await lineFindings(line, HOME), []);
  });
}

test('finds a line that the AWS CLI does not read', async () => {
  const [finding] = await lineFindings(['ecs', 'create-cluster', '--clusters', 'x'], HOME);
  assert.match(finding, /^aws ecs create-cluster --clusters x: .*--clusters/s);
});

test('the AWS CLI sends every parameter of a deployment', async () => {
  const line = article.deploy[1].split(' ').slice(1);
  const template = path.join(HOME, 'deploy', 'aggregator.yml');
  const { requests } = await replay(line.map((word) => (word === 'aggregator.yml' ? template : word)), HOME);
  const created = requests
    .map(({ body }) => new URLSearchParams(body))
    .find((query) => query.get('Action') === 'CreateChangeSet');
  const sent = [...created]
    .filter(([key]) => key.endsWith('.ParameterKey'))
    .map(([key, name]) => `${name}=${created.get(key.replace('ParameterKey', 'ParameterValue'))}`);
  assert.deepStrictEqual(sent.sort(), line.filter((word) => /^[A-Z]\w+=/.test(word)).sort());
  assert.strictEqual(created.get('TemplateBody'), fs.readFileSync(template, 'utf8'));
});
