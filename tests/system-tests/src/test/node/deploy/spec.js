'use strict';
// Compares resources with the public specification of CloudFormation's resource types.
const { loadAwsServiceSpecSync } = require('@aws-cdk/aws-service-spec');

const database = loadAwsServiceSpecSync();

function resourceType(name) {
  return database.lookup('resource', 'cloudFormationType', 'equals', name)[0];
}

/** The intrinsic function that a value is, or undefined. */
function intrinsic(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return undefined;
  }
  const keys = Object.keys(value);
  const is = keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
  return is ? keys[0] : undefined;
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => ['string', 'number', 'boolean'].includes(typeof value);

// CloudFormation converts between text, numbers and booleans.
const PLAIN = {
  string: isText,
  'date-time': (value) => typeof value === 'string',
  integer: (value) => /^-?\d+$/.test(String(value)),
  number: (value) => isText(value) && value !== '' && !Number.isNaN(Number(value)),
  boolean: (value) => ['true', 'false'].includes(String(value)),
  json: (value) => isObject(value) || typeof value === 'string',
  tag: (value) => isObject(value) && 'Key' in value && 'Value' in value,
  null: (value) => value === null,
};

function valueFindings(type, value, at) {
  const call = intrinsic(value);
  if (call === 'Fn::If') {
    return value[call].slice(1).flatMap((branch) => valueFindings(type, branch, at));
  }
  if (call !== undefined) {
    return [];
  }
  switch (type.type) {
    case 'ref':
      return isObject(value)
        ? propertyFindings(database.get('typeDefinition', type.reference.$ref).properties, value, at)
        : [`${at}: expected an object`];
    case 'array':
      return Array.isArray(value)
        ? value.flatMap((item, i) => valueFindings(type.element, item, `${at}[${i}]`))
        : [`${at}: expected a list`];
    case 'map':
      return isObject(value)
        ? Object.entries(value).flatMap(([k, v]) => valueFindings(type.element, v, `${at}.${k}`))
        : [`${at}: expected a map`];
    case 'union': {
      const all = type.types.map((option) => valueFindings(option, value, at));
      return all.sort((a, b) => a.length - b.length)[0];
    }
    default:
      return plainFindings(type, value, at);
  }
}

function plainFindings(type, value, at) {
  if (PLAIN[type.type] === undefined) {
    return [`${at}: the specification has a type that this check does not know: ${type.type}`];
  }
  if (!PLAIN[type.type](value)) {
    return [`${at}: expected ${type.type}, found ${JSON.stringify(value)}`];
  }
  const allowed = type.allowedValues;
  return allowed !== undefined && !allowed.map(String).includes(String(value))
    ? [`${at}: ${value} is not one of ${allowed.join(', ')}`]
    : [];
}

function propertyFindings(properties, values, at) {
  const missing = Object.entries(properties)
    .filter(([name, property]) => property.required && !(name in values))
    .map(([name]) => `${at}: ${name} is missing`);
  const present = Object.entries(values).flatMap(([name, value]) =>
    name in properties
      ? valueFindings(properties[name].type, value, `${at}.${name}`)
      : [`${at}: there is no ${name}`],
  );
  return [...missing, ...present];
}

/** What is wrong with types and properties of a template's resources. */
function specFindings(template) {
  return Object.entries(template.Resources).flatMap(([id, resource]) => {
    const type = resourceType(resource.Type);
    return type === undefined
      ? [`${id}: there is no ${resource.Type}`]
      : propertyFindings(type.properties, resource.Properties ?? {}, id);
  });
}

module.exports = { database, intrinsic, resourceType, specFindings };
