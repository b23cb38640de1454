'use strict';
// Rules for the statements of policies in a template.
const { walk } = require('./template.js');

// Actions without a resource type in the service authorization reference:
// https://docs.aws.amazon.com/service-authorization/latest/reference/
const WITHOUT_RESOURCES = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

function allowFindings(statement, at) {
  const actions = [statement.Action ?? []].flat();
  const resources = [statement.Resource ?? []].flat();
  const findings = actions
    .filter((action) => action.includes('*'))
    .map((action) => `${at}: allows the action ${action}`);
  if (resources.includes('*')) {
    actions
      .filter((action) => !WITHOUT_RESOURCES.includes(action))
      .forEach((action) => findings.push(`${at}: allows ${action} on every resource`));
  }
  if (statement.Principal === '*' || statement.Principal?.AWS === '*') {
    findings.push(`${at}: allows everybody`);
  }
  return findings;
}

/** Statements of a template that allow more than they need. */
function policyFindings(template) {
  const findings = [];
  walk(template.Resources, (value, at) => {
    if (value !== null && typeof value === 'object' && value.Effect === 'Allow') {
      findings.push(...allowFindings(value, at.join('.')));
    }
    if (typeof value === 'string' && value.includes('"Effect"')) {
      JSON.parse(value).Statement
        .filter((statement) => statement.Effect === 'Allow')
        .forEach((statement) => findings.push(...allowFindings(statement, at.join('.'))));
    }
  });
  return findings;
}

module.exports = { policyFindings };
