'use strict';
// Compares options of logproof's commands with what their --help lists.
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const helps = new Map();

/** Options that `program subcommand --help` lists. */
function listed(home, program, subcommand) {
  const key = subcommand === undefined ? program : `${program} ${subcommand}`;
  if (!helps.has(key)) {
    const line = subcommand === undefined ? ['--help'] : [subcommand, '--help'];
    const ended = spawnSync(path.join(home, 'bin', program), line, { encoding: 'utf8' });
    // A program prints its own help for a subcommand that it does not know.
    const found = ended.stdout.startsWith(`Usage: ${key} `);
    helps.set(key, found ? new Set(ended.stdout.match(/--[a-z][a-z0-9-]*/g)) : undefined);
  }
  return helps.get(key);
}

/** Unknown commands and options among the arguments of a program. */
function optionFindings(home, program, given) {
  const subcommand = given[0]?.startsWith('-') ? undefined : given[0];
  const known = listed(home, program, subcommand);
  const name = [program, subcommand].filter((part) => part !== undefined).join(' ');
  if (known === undefined) {
    return [`there is no ${name}`];
  }
  return given
    .filter((argument) => argument.startsWith('--'))
    .map((argument) => argument.split('=')[0])
    .filter((option) => !known.has(option))
    .map((option) => `${name} has no ${option}`);
}

/** Environment variables LOGPROOF_… that stand for no option of a command. */
function variableFindings(home, program, subcommand, names) {
  const known = listed(home, program, subcommand);
  return names
    .filter((name) => name.startsWith('LOGPROOF_'))
    .filter((name) => !known.has(`--${name.slice(9).toLowerCase().replaceAll('_', '-')}`))
    .map((name) => `${program} ${subcommand} has no option for ${name}`);
}

module.exports = { optionFindings, variableFindings };
