'use strict';
const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const article = require('./article.json');
const { guardFindings, ruleCount } = require('./guard.js');
const { policyFindings } = require('./iam.js');
const { alarmFindings } = require('./metrics.js');
const { referenceFindings } = require('./references.js');
const { resolved } = require('./resolve.js');
const { specFindings } = require('./spec.js');
const { parse, readAll } = require('./template.js');
const { fixedProperties, updateFindings } = require('./update.js');

const DEPLOY = path.join(process.env.LOGPROOF_HOME, 'deploy');
const TEMPLATES = readAll(DEPLOY);
const TOPIC = { AlarmTopicArn: 'arn:aws:sns:us-west-2:111122223333:alarms' };

/** A copy of a template with one defect. */
function planted(name, change) {
  const template = structuredClone(TEMPLATES.get(name));
  change(template.Resources, template);
  return template;
}

test('reads every template', () => {
  assert.deepStrictEqual([...TEMPLATES.keys()], [
    'aggregator.yml',
    'athena.yml',
    'loadgen.yml',
    'streams.yml',
    'vpc.yml',
  ]);
});

test('refuses tags that CloudFormation does not know', () => {
  assert.throws(() => parse('Resources: !Reff X'), /Unresolved tag: !Reff/);
});

for (const [name, template] of TEMPLATES) {
  test(`${name}: types and properties are as specified`, () => {
    assert.deepStrictEqual(specFindings(template), []);
  });
  test(`${name}: references lead somewhere`, () => {
    assert.deepStrictEqual(referenceFindings(template), []);
  });
  test(`${name}: metrics of alarms are published`, () => {
    assert.deepStrictEqual(alarmFindings(template), []);
  });
  test(`${name}: policies allow no more than needed`, () => {
    assert.deepStrictEqual(policyFindings(template), []);
  });
  test(`${name}: rules of Control Tower pass but for the reasoned exceptions`, () => {
    const found = guardFindings(resolved(template, TOPIC));
    assert.deepStrictEqual(found, exceptions(name));
  });
}

/** The exceptions that deploy/README.md gives reasons for. */
function exceptions(name) {
  const readme = fs.readFileSync(path.join(DEPLOY, 'README.md'), 'utf8');
  return [...readme.matchAll(/^\| (CT\.\S+) \| (.+?) \| \S.+ \|$/gm)]
    .flatMap(([, control, resources]) =>
      [...resources.matchAll(/`(\S+) (\w+)`/g)].map(([, file, id]) => [file, `${control} ${id}`]),
    )
    .filter(([file]) => file === name)
    .map(([, exception]) => exception)
    .sort();
}

test('allows data streams only when their ARNs are given', () => {
  const actions = (parameters) =>
    statements(resolved(TEMPLATES.get('aggregator.yml'), parameters).Resources).flatMap(({ Action: action }) => action);
  assert.deepStrictEqual(actions({}), ['firehose:PutRecordBatch']);
  assert.deepStrictEqual(actions({ KinesisStreamArns: 'arn:aws:kinesis:us-west-2:111122223333:stream/logs' }), [
    'firehose:PutRecordBatch',
    'kinesis:PutRecord',
    'kinesis:PutRecords',
  ]);
});

test('applies all rules of Control Tower', () => {
  assert.strictEqual(ruleCount(), 237);
});

const DEFECTS = [
  [specFindings, (r) => (r.Service.Type = 'AWS::ECS::Services'), 'Service: there is no AWS::ECS::Services'],
  [specFindings, (r) => (r.Service.Properties.Clusters = 'x'), 'Service: there is no Clusters'],
  [specFindings, (r) => delete r.TaskRole.Properties.AssumeRolePolicyDocument, 'TaskRole: AssumeRolePolicyDocument is missing'],
  [specFindings, (r) => (r.Service.Properties.LaunchType = 'FARGAT'), 'Service.LaunchType: FARGAT is not one of EC2, FARGATE, EXTERNAL'],
  [specFindings, (r) => (r.TaskDefinition.Properties.ContainerDefinitions[0].StopTimeout = '2m'), 'TaskDefinition.ContainerDefinitions[0].StopTimeout: expected integer, found "2m"'],
  [specFindings, (r) => (r.Service.Properties.DeploymentConfiguration.CircuitBreaker = {}), 'Service.DeploymentConfiguration: there is no CircuitBreaker'],
  [specFindings, (r) => (r.SecurityGroup.Properties.SecurityGroupIngress['Fn::If'][2][0].Port = 1), 'SecurityGroup.SecurityGroupIngress[0]: there is no Port'],
  [referenceFindings, (r) => (r.Service.Properties.Cluster = { Ref: 'Clusters' }), 'Resources.Service.Properties.Cluster: Ref to Clusters, which is no parameter or resource'],
  [referenceFindings, (r) => (r.Service.DependsOn = 'Listeners'), 'Service: depends on Listeners, which is no resource'],
  [referenceFindings, (r, t) => (t.Outputs.Service.Value = { 'Fn::GetAtt': ['Service', 'Arn'] }), 'Outputs.Service.Value: AWS::ECS::Service has no attribute Arn'],
  [referenceFindings, (r, t) => (t.Outputs.FluentdAddress.Value = { 'Fn::Sub': '${LoadBalancer.DnsName}' }), 'Outputs.FluentdAddress.Value: AWS::ElasticLoadBalancingV2::LoadBalancer has no attribute DnsName'],
  [referenceFindings, (r, t) => (t.Parameters.Unused = { Type: 'String' }), 'parameter Unused is not used'],
  [referenceFindings, (r, t) => (t.Conditions.Unused = { 'Fn::Equals': ['a', 'b'] }), 'condition Unused is not used'],
  [alarmFindings, (r) => (r.BalancerResetAlarm.Properties.MetricName = 'TCP_Reset_Count'), 'BalancerResetAlarm: nothing publishes "AWS/NetworkELB" TCP_Reset_Count'],
  [alarmFindings, (r) => r.UnhealthyTargetAlarm.Properties.Dimensions.shift(), 'UnhealthyTargetAlarm: UnHealthyHostCount has no dimensions TargetGroup'],
  [alarmFindings, (r) => (r.PendingEventsAlarm.Properties.MetricName = 'Pending'), 'PendingEventsAlarm: nothing publishes {"Fn::Sub":"logproof/${AWS::StackName}"} Pending'],
  [policyFindings, (r) => (statement(r).Action = 'firehose:*'), 'TaskRole.Properties.Policies.0.PolicyDocument.Statement.0: allows the action firehose:*'],
  [policyFindings, (r) => (statement(r).Resource = '*'), 'TaskRole.Properties.Policies.0.PolicyDocument.Statement.0: allows firehose:PutRecordBatch on every resource'],
];

function statements(resources) {
  return resources.TaskRole.Properties.Policies[0].PolicyDocument.Statement;
}

function statement(resources) {
  return statements(resources)[0];
}

for (const [check, change, finding] of DEFECTS) {
  test(`finds: ${finding}`, () => {
    assert.deepStrictEqual(check(planted('aggregator.yml', change)), [finding]);
  });
}

test('finds an unknown name in an alarm expression', () => {
  const template = planted('streams.yml', (r) => (r.BackendQuotaAlarm.Properties.Metrics[0].Expression = 'MAX([byteShare])'));
  assert.deepStrictEqual(alarmFindings(template), ['BackendQuotaAlarm: there is no byteShare in Metrics']);
});

test('finds a rule of Control Tower that fails', () => {
  const template = planted('streams.yml', (r) => delete r.Bucket.Properties.PublicAccessBlockConfiguration);
  const added = guardFindings(resolved(template, TOPIC)).filter((found) => !exceptions('streams.yml').includes(found));
  assert.deepStrictEqual(added, ['CT.S3.PR.1 Bucket']);
});

test("updates the article's stack in place", () => {
  assert.deepStrictEqual(updateFindings(article, TEMPLATES.get('aggregator.yml')), []);
});

test('compares every property whose change means replacement', () => {
  assert.deepStrictEqual(fixedProperties('AWS::EC2::SecurityGroup').sort(), ['GroupDescription', 'GroupName', 'VpcId']);
});

const REPLACEMENTS = [
  [(r) => (r.LoadBalancer.Properties.Name = 'logs'), 'LoadBalancer: Name is logs, was <EnvironmentName>'],
  [(r) => delete r.Listener, 'Listener: is removed'],
  [(r) => (r.SecurityGroup.Properties.GroupDescription = 'Logs'), 'SecurityGroup: GroupDescription is Logs, was Allows ingress on 24224 for the fluentd aggregator'],
  [(r) => (r.Service.Properties.ServiceName = 'logs'), 'Service: ServiceName is logs, was undefined'],
  [(r) => (r.TargetGroup.Properties.Port = 24225), 'TargetGroup: Port is 24225, was 24224'],
  [(r) => (r.TaskRole.Properties.RoleName = { 'Fn::Sub': '${AWS::StackName}' }), 'TaskRole: RoleName is <AWS::StackName>, was ecs-task-<AWS::StackName>'],
  [(r) => (r.LoadBalancer.Properties.SecurityGroups = []), 'LoadBalancer: SecurityGroups cannot be added to an existing Network Load Balancer'],
  [(r, t) => delete t.Parameters.DesiredCount, 'parameter DesiredCount is removed'],
];

for (const [change, finding] of REPLACEMENTS) {
  test(`finds: ${finding}`, () => {
    assert.deepStrictEqual(updateFindings(article, planted('aggregator.yml', change)), [finding]);
  });
}

for (const [count, expected] of [['', undefined], ['1', undefined], ['3', '3']]) {
  test(`sets the number of tasks for DesiredCount '${count}' to ${expected}`, () => {
    const { Service: service } = resolved(TEMPLATES.get('aggregator.yml'), { DesiredCount: count }).Resources;
    assert.strictEqual(service.Properties.DesiredCount, expected);
  });
}
