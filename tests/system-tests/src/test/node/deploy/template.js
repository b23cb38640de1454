'use strict';
// Reads a CloudFormation template, with its short tags written out as {"Fn::…": …}.
const fs = require('node:fs');
const path = require('node:path');
const YAML = require('yaml');

const LISTS = ['And', 'Cidr', 'Equals', 'FindInMap', 'If', 'Join', 'Not', 'Or', 'Select', 'Split'];
const TEXTS = ['Base64', 'GetAZs', 'ImportValue'];

function written(name, value) {
  return name === 'Ref' || name === 'Condition' ? { [name]: value } : { [`Fn::${name}`]: value };
}

function tag(name, kind, resolve) {
  return { tag: `!${name}`, collection: kind, resolve: (node) => written(name, resolve(node)) };
}

const plain = (node) => (typeof node === 'string' ? node : node.toJSON());
const attribute = (text) => [text.slice(0, text.indexOf('.')), text.slice(text.indexOf('.') + 1)];

const TAGS = [
  ...LISTS.map((name) => tag(name, 'seq', plain)),
  ...TEXTS.map((name) => tag(name, undefined, plain)),
  tag('Sub', 'seq', plain),
  tag('Sub', undefined, plain),
  tag('Ref', undefined, plain),
  tag('Condition', undefined, plain),
  tag('GetAtt', undefined, attribute),
];

function parse(text) {
  const document = YAML.parseDocument(text, { customTags: TAGS, strict: true });
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    throw problems[0];
  }
  return document.toJS();
}

function read(file) {
  return parse(fs.readFileSync(file, 'utf8'));
}

/** The templates of a directory by file name. */
function readAll(directory) {
  const names = fs.readdirSync(directory).filter((name) => name.endsWith('.yml'));
  return new Map(names.sort().map((name) => [name, read(path.join(directory, name))]));
}

/** Calls `visit(value, path)` for a value and everything in it. */
function walk(value, visit, at = []) {
  visit(value, at);
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, visit, [...at, key]);
    }
  }
}

module.exports = { parse, read, readAll, walk };
