'use strict';
// Compares the metrics of alarms with those that services publish.
const { database } = require('./spec.js');

// Metrics that the specification lacks, from
// https://docs.aws.amazon.com/firehose/latest/dev/cloudwatch-metrics.html
const FIREHOSE = [
  'BytesPerSecondLimit',
  'DeliveryToAmazonOpenSearchService.DataFreshness',
  'DeliveryToAmazonOpenSearchService.Success',
  'IncomingPutRequests',
  'PutRequestsPerSecondLimit',
  'RecordsPerSecondLimit',
  'ThrottledRecords',
];

function published(namespace, name) {
  const metric = database
    .lookup('metric', 'name', 'equals', name)
    .find((candidate) => candidate.namespace === namespace);
  if (metric !== undefined) {
    return database
      .follow('usesDimensionSet', metric)
      .map((link) => link.entity.dimensions.map((dimension) => dimension.name));
  }
  return namespace === 'AWS/Firehose' && FIREHOSE.includes(name)
    ? [['DeliveryStreamName']]
    : undefined;
}

/** Metrics of the template's own filters, as text. */
function filtered(template) {
  return Object.values(template.Resources)
    .filter((resource) => resource.Type === 'AWS::Logs::MetricFilter')
    .flatMap((resource) => resource.Properties.MetricTransformations)
    .map((metric) => JSON.stringify([metric.MetricNamespace, metric.MetricName]));
}

function metricFindings(template, metric, at) {
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions = [] } = metric;
  if (filtered(template).includes(JSON.stringify([namespace, name]))) {
    return [];
  }
  const sets = published(namespace, name);
  if (sets === undefined) {
    return [`${at}: nothing publishes ${JSON.stringify(namespace)} ${name}`];
  }
  const given = dimensions.map((dimension) => dimension.Name).sort().join();
  return sets.some((set) => [...set].sort().join() === given)
    ? []
    : [`${at}: ${name} has no dimensions ${given}`];
}

function alarmMetrics(properties) {
  return 'Metrics' in properties
    ? properties.Metrics.flatMap((query) => ('MetricStat' in query ? [query.MetricStat.Metric] : []))
    : [properties];
}

function expressionFindings(properties, at) {
  const ids = (properties.Metrics ?? []).map((query) => query.Id);
  return (properties.Metrics ?? [])
    .filter((query) => 'Expression' in query)
    .flatMap((query) => query.Expression.match(/\b[a-z][A-Za-z0-9_]*\b/g) ?? [])
    .filter((name) => !ids.includes(name))
    .map((name) => `${at}: there is no ${name} in Metrics`);
}

/** What is wrong with the metrics of a template's alarms. */
function alarmFindings(template) {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === 'AWS::CloudWatch::Alarm')
    .flatMap(([id, { Properties: properties }]) => [
      ...alarmMetrics(properties).flatMap((metric) => metricFindings(template, metric, id)),
      ...expressionFindings(properties, id),
    ]);
}

module.exports = { alarmFindings };
