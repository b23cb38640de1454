'use strict';
// Follows Ref, GetAtt, Sub, conditions and DependsOn of a template.
const { resourceType } = require('./spec.js');
const { walk } = require('./template.js');

const PSEUDO = ['AccountId', 'NoValue', 'NotificationARNs', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'];

function refFindings(template, name, at) {
  const known =
    name in (template.Parameters ?? {}) ||
    name in template.Resources ||
    (name.startsWith('AWS::') && PSEUDO.includes(name.slice(5)));
  return known ? [] : [`${at}: Ref to ${name}, which is no parameter or resource`];
}

function attributeFindings(template, [id, attribute], at) {
  const resource = template.Resources[id];
  if (resource === undefined) {
    return [`${at}: GetAtt of ${id}, which is no resource`];
  }
  const attributes = resourceType(resource.Type)?.attributes ?? {};
  // A property can be read where the type lists it among what GetAtt returns, as VPC.CidrBlock is.
  return attribute in attributes ? [] : [`${at}: ${resource.Type} has no attribute ${attribute}`];
}

function subFindings(template, value, at) {
  const [text, own] = Array.isArray(value) ? value : [value, {}];
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map((match) => match[1])
    .filter((name) => !(name in own))
    .flatMap((name) => {
      const dot = name.indexOf('.');
      return dot < 0
        ? refFindings(template, name, at)
        : attributeFindings(template, [name.slice(0, dot), name.slice(dot + 1)], at);
    });
}

function conditionFindings(template, name, at) {
  return name in (template.Conditions ?? {}) ? [] : [`${at}: there is no condition ${name}`];
}

function findingsAt(template, value, at) {
  if (value === null || typeof value !== 'object') {
    return [];
  }
  const here = at.join('.');
  const findings = [];
  if (typeof value.Ref === 'string') {
    findings.push(...refFindings(template, value.Ref, here));
  }
  if (Array.isArray(value['Fn::GetAtt'])) {
    findings.push(...attributeFindings(template, value['Fn::GetAtt'], here));
  }
  if ('Fn::Sub' in value) {
    findings.push(...subFindings(template, value['Fn::Sub'], here));
  }
  if ('Fn::If' in value) {
    findings.push(...conditionFindings(template, value['Fn::If'][0], here));
  }
  if (typeof value.Condition === 'string' && (at[0] !== 'Resources' || at.length === 2)) {
    findings.push(...conditionFindings(template, value.Condition, here));
  }
  return findings;
}

function dependencyFindings(template) {
  return Object.entries(template.Resources).flatMap(([id, resource]) =>
    [resource.DependsOn ?? []]
      .flat()
      .filter((other) => !(other in template.Resources))
      .map((other) => `${id}: depends on ${other}, which is no resource`),
  );
}

function unusedFindings(template) {
  const text = JSON.stringify(template);
  const parameters = Object.keys(template.Parameters ?? {})
    .filter((name) => !text.includes(`{"Ref":"${name}"}`) && !text.includes(`\${${name}}`))
    .map((name) => `parameter ${name} is not used`);
  const conditions = Object.keys(template.Conditions ?? {})
    .filter((name) => !text.includes(`"Condition":"${name}"`) && !text.includes(`"Fn::If":["${name}"`))
    .map((name) => `condition ${name} is not used`);
  return [...parameters, ...conditions];
}

/** What is wrong with the references of a template. */
function referenceFindings(template) {
  const findings = [];
  for (const part of ['Conditions', 'Resources', 'Outputs']) {
    walk(template[part] ?? {}, (value, at) => findings.push(...findingsAt(template, value, at)), [part]);
  }
  return [...findings, ...dependencyFindings(template), ...unusedFindings(template)];
}

module.exports = { referenceFindings };
