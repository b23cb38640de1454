'use strict';
// What an update of the article's stack with another template would replace or break.
const { resourceType } = require('./spec.js');

/** A value as text, with references as <Name>. */
function rendered(value) {
  if (value === undefined || value === null || typeof value !== 'object') {
    return value === undefined ? undefined : String(value);
  }
  if ('Ref' in value) {
    return `<${value.Ref}>`;
  }
  if ('Fn::GetAtt' in value) {
    return `<${value['Fn::GetAtt'].join('.')}>`;
  }
  if (typeof value['Fn::Sub'] === 'string') {
    return value['Fn::Sub'].replace(/\$\{([^}]+)\}/g, '<$1>');
  }
  if ('Fn::Join' in value) {
    const [separator, items] = value['Fn::Join'];
    return items.map(rendered).join(separator);
  }
  return JSON.stringify(value);
}

/** Properties whose change means a new resource. */
function fixedProperties(type) {
  return Object.entries(resourceType(type).properties)
    .filter(([, property]) => ['yes', 'maybe'].includes(property.causesReplacement))
    .map(([name]) => name);
}

function resourceFindings(id, before, after, isRevision) {
  if (after === undefined) {
    return [`${id}: is removed`];
  }
  if (after.Type !== before.type) {
    return [`${id}: is a ${after.Type} instead of a ${before.type}`];
  }
  // A changed task definition is a new revision; that is how ECS deploys.
  const names = isRevision ? Object.keys(before.fixed) : fixedProperties(before.type);
  return names
    .filter((name) => rendered(after.Properties[name]) !== before.fixed[name])
    .map((name) => `${id}: ${name} is ${rendered(after.Properties[name])}, was ${before.fixed[name]}`);
}

function loadBalancerFindings(template) {
  return 'SecurityGroups' in (template.Resources.LoadBalancer?.Properties ?? {})
    ? ['LoadBalancer: SecurityGroups cannot be added to an existing Network Load Balancer']
    : [];
}

function updateFindings(article, template) {
  return [
    ...Object.entries(article.resources).flatMap(([id, before]) =>
      resourceFindings(id, before, template.Resources[id], article.revisions.includes(id)),
    ),
    ...article.parameters
      .filter((name) => !(name in template.Parameters))
      .map((name) => `parameter ${name} is removed`),
    ...loadBalancerFindings(template),
  ];
}

module.exports = { fixedProperties, updateFindings };
