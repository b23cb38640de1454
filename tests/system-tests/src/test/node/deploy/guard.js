'use strict';
// Runs AWS Control Tower's proactive rules over a template with cfn-guard.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const PACKAGE = path.dirname(require.resolve('@cdklabs/cdk-validator-cfnguard/package.json'));
const RULES = path.join(PACKAGE, 'rules', 'control-tower', 'cfn-guard');
const PROGRAM = path.join(
  PACKAGE,
  'bin',
  os.platform() === 'darwin' ? 'macos' : 'ubuntu',
  os.arch() === 'arm64' ? 'aarch64' : 'x86_64',
  'cfn-guard',
);

function ruleCount() {
  return fs.readdirSync(RULES, { recursive: true }).filter((name) => name.endsWith('.guard')).length;
}

function run(file) {
  const line = ['validate', '--rules', RULES, '--data', file, '--output-format', 'json'];
  const ended = spawnSync(PROGRAM, [...line, '--show-summary', 'none', '--structured'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  // 0: every rule passes; 19: a rule fails.
  if (ended.error !== undefined || ![0, 19].includes(ended.status)) {
    throw ended.error ?? new Error(`cfn-guard ended with ${ended.status}: ${ended.stderr}`);
  }
  return JSON.parse(ended.stdout)[0];
}

/** Failing rules as "CONTROL resource"; throws if no rule applied. */
function guardFindings(template) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'guard-'));
  try {
    const file = path.join(directory, 'template.json');
    fs.writeFileSync(file, JSON.stringify(template));
    const result = run(file);
    if (result.compliant.length + result.not_compliant.length === 0) {
      throw new Error('no rule applied');
    }
    return [...new Set(result.not_compliant.flatMap(({ Rule: rule }) => failures(rule)))].sort();
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

function failures(rule) {
  const report = JSON.stringify(rule);
  const control = report.match(/\[(CT\.[A-Z0-9]+\.PR\.\d+)\]/)[1];
  const resources = [...report.matchAll(/"path":"\/Resources\/([A-Za-z0-9]+)/g)];
  return resources.map((match) => `${control} ${match[1]}`);
}

module.exports = { guardFindings, ruleCount };
