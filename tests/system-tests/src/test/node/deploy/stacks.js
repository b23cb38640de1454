'use strict';
// Compares lines of "aws cloudformation" with the templates they name.
const path = require('node:path');

function option(line, name) {
  const at = line.indexOf(name);
  return at < 0 ? undefined : line[at + 1];
}

function values(line, name) {
  const at = line.indexOf(name);
  const rest = at < 0 ? [] : line.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith('--'));
  return end < 0 ? rest : rest.slice(0, end);
}

const isDeploy = (line) => line[0] === 'cloudformation' && line[1] === 'deploy';

/** IAM resources need a capability, those with names of their own the stronger one. */
function neededCapability(template) {
  const iam = Object.values(template.Resources).filter(({ Type }) => Type.startsWith('AWS::IAM::'));
  const named = iam.some(({ Properties: p }) => 'RoleName' in p && !('PolicyDocument' in p));
  return named ? 'CAPABILITY_NAMED_IAM' : iam.length > 0 ? 'CAPABILITY_IAM' : undefined;
}

function deployFindings(line, templates, isUpdate) {
  const stack = option(line, '--stack-name');
  const file = path.basename(option(line, '--template-file'));
  const template = templates.get(file);
  if (template === undefined) {
    return [`${stack}: there is no ${file}`];
  }
  const given = values(line, '--parameter-overrides').map((pair) => pair.split('=')[0]);
  const parameters = template.Parameters ?? {};
  const needed = isUpdate ? [] : Object.keys(parameters).filter((name) => !('Default' in parameters[name]));
  const capability = neededCapability(template);
  const capabilities = values(line, '--capabilities');
  return [
    ...given.filter((name) => !(name in parameters)).map((name) => `${stack}: ${file} has no parameter ${name}`),
    ...needed.filter((name) => !given.includes(name)).map((name) => `${stack}: ${name} is missing`),
    ...(capability === undefined || capabilities.includes(capability) ? [] : [`${stack}: ${capability} is missing`]),
  ];
}

function outputFindings(line, stacks, templates) {
  const key = option(line, '--query')?.match(/OutputKey=='(\w+)'/)?.[1];
  const stack = option(line, '--stack-name');
  if (key === undefined) {
    return [];
  }
  const outputs = templates.get(stacks.get(stack))?.Outputs ?? {};
  return key in outputs ? [] : [`stack ${stack} has no output ${key}`];
}

/** What is wrong with lines, in the order of a page: a stack deployed again is an update. */
function stackFindings(lines, templates) {
  const stacks = new Map();
  return lines.flatMap((line) => {
    if (!isDeploy(line)) {
      return outputFindings(line, stacks, templates);
    }
    const stack = option(line, '--stack-name');
    const findings = deployFindings(line, templates, stacks.has(stack));
    stacks.set(stack, path.basename(option(line, '--template-file')));
    return findings;
  });
}

module.exports = { stackFindings };
