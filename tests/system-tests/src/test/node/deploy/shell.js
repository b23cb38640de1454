'use strict';
// Runs the sh blocks of a page with bash, in which every program but the shell's own is a recorder.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const PROGRAMS = ['aws', 'docker'];

// Prints what a later command can use, and appends its own name and arguments to the record.
const RECORDER = `#!/usr/bin/env node
const fs = require('node:fs');
fs.appendFileSync(process.env.RECORD, JSON.stringify([NAME, ...process.argv.slice(2)]) + '\\n');
console.log('recorded-value');
`;

function shellBlocks(page) {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
}

function install(directory, name) {
  const text = RECORDER.replace('NAME', JSON.stringify(name));
  fs.writeFileSync(path.join(directory, path.basename(name)), text, { mode: 0o755 });
}

/** The commands of a page, each with its arguments as the program receives them. */
function commands(page, home) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'commands-'));
  try {
    const record = path.join(directory, 'record');
    fs.writeFileSync(record, '');
    fs.mkdirSync(path.join(directory, 'bin'));
    fs.mkdirSync(path.join(directory, 'path'));
    fs.readdirSync(path.join(home, 'bin')).forEach((name) => install(path.join(directory, 'bin'), `bin/${name}`));
    PROGRAMS.forEach((name) => install(path.join(directory, 'path'), name));
    const script = ['set -euo pipefail', 'TOOLKIT=toolkit', ...shellBlocks(page)].join('\n');
    const ended = spawnSync('bash', ['-c', script], {
      cwd: directory,
      encoding: 'utf8',
      env: { RECORD: record, PATH: `${path.join(directory, 'path')}:${path.dirname(process.execPath)}:/usr/bin:/bin` },
    });
    if (ended.status !== 0) {
      throw new Error(`the page's commands end with ${ended.status}: ${ended.stderr}`);
    }
    return fs.readFileSync(record, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

module.exports = { commands };
