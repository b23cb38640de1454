'use strict';
// Evaluates the conditions of a template for given parameters.

function parameterValue(template, parameters, name) {
  return String(parameters[name] ?? template.Parameters[name].Default ?? name);
}

function text(template, parameters, value) {
  if (value !== null && typeof value === 'object') {
    if ('Ref' in value) {
      return parameterValue(template, parameters, value.Ref);
    }
    const [separator, items] = value['Fn::Join'];
    return [items].flat().map((item) => text(template, parameters, item)).join(separator);
  }
  return String(value);
}

function holds(template, parameters, condition) {
  const [name, operands] = Object.entries(condition)[0];
  const inner = (operand) => holds(template, parameters, operand);
  switch (name) {
    case 'Condition':
      return inner(template.Conditions[operands]);
    case 'Fn::Equals':
      return text(template, parameters, operands[0]) === text(template, parameters, operands[1]);
    case 'Fn::Not':
      return !inner(operands[0]);
    case 'Fn::And':
      return operands.every(inner);
    case 'Fn::Or':
      return operands.some(inner);
    default:
      throw new Error(`unknown condition function ${name}`);
  }
}

const isNone = (value) => value?.Ref === 'AWS::NoValue';

function chosen(value, truth, known) {
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if ('Ref' in value) {
    return known(value.Ref) ?? value;
  }
  if ('Fn::If' in value) {
    const [name, yes, no] = value['Fn::If'];
    return chosen(truth(name) ? yes : no, truth, known);
  }
  if (Array.isArray(value)) {
    return value.map((item) => chosen(item, truth, known)).filter((item) => !isNone(item));
  }
  const entries = Object.entries(value).map(([key, inner]) => [key, chosen(inner, truth, known)]);
  return Object.fromEntries(entries.filter(([, inner]) => !isNone(inner)));
}

/** The template with its conditions decided and references to known parameters replaced. */
function resolved(template, parameters = {}) {
  const truth = (name) => holds(template, parameters, template.Conditions[name]);
  const known = (name) => parameters[name] ?? template.Parameters?.[name]?.Default;
  const resources = Object.entries(template.Resources)
    .filter(([, resource]) => resource.Condition === undefined || truth(resource.Condition))
    .map(([id, resource]) => [id, chosen(resource, truth, known)]);
  return { ...template, Resources: Object.fromEntries(resources) };
}

module.exports = { resolved };
