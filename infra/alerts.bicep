// Who is told, and of what. Each alert has its paragraph in docs/deployment.md that says what to do.
param name string
param location string
param tags object
param emails string[]
param workspaceId string
param serviceBusId string

// The app's log lines by the names of their events; with an exception they are in a table of their own.
func lines(events string) string => 'union isfuzzy=true AppTraces, AppExceptions | where tostring(Properties.EventName) in (${events})'

// One row of the query is one case; the alert fires above so many of them in a window, or, where 'above' is -1, below one.
var rules = [
  // Some cards decline every night; so many at once are a broken catalog, key or provider.
  { key: 'renewals-unpaid', title: 'Renewals that nobody paid', severity: 2, above: 20, window: 'PT1H', every: 'PT15M', query: lines('"RenewalUnpaid"') }
  // The embedded engine logs the event; of Durable's orchestrations its extension tells, in words of its own.
  { key: 'workflows-failed', title: 'Workflows that failed', severity: 1, above: 0, window: 'PT15M', every: 'PT15M', query: '${lines('"WorkflowFailed"')} or (tostring(Properties.Category) == "Host.Triggers.DurableTask" and Message has "(Orchestrator)\' failed")' }
  { key: 'due-work-failed', title: 'Due work that failed', severity: 2, above: 5, window: 'PT1H', every: 'PT15M', query: lines('"DueWorkFailed", "UsageNotSettled"') }
  // Of requests a sample is kept; the host's own line about each run is.
  { key: 'due-work-stands', title: 'Due work stands still', severity: 1, above: -1, window: 'PT30M', every: 'PT15M', query: 'AppTraces | where Message startswith "Executed \'Functions.RunRenewals\' (Succeeded"' }
  { key: 'books-differ', title: 'The provider has other books', severity: 1, above: 0, window: 'PT1H', every: 'PT1H', query: lines('"ReconciliationDifferences"') }
  { key: 'webhooks-refused', title: 'Webhooks that were refused', severity: 2, above: 10, window: 'PT1H', every: 'PT15M', query: lines('"WebhookRefused"') }
  { key: 'notices-failed', title: 'Notices that could not be worked on', severity: 2, above: 10, window: 'PT1H', every: 'PT15M', query: lines('"NoticeFailed"') }
  { key: 'notices-wait', title: 'Notices that wait too long', severity: 2, above: 0, window: 'PT15M', every: 'PT15M', query: lines('"NoticesWait"') }
  { key: 'answers-5xx', title: 'Answers of 5xx', severity: 1, above: 5, window: 'PT15M', every: 'PT15M', query: 'AppRequests | where toint(ResultCode) between (500 .. 599)' }
  { key: 'telemetry-cut', title: 'Telemetry is cut off', severity: 2, above: 0, window: 'PT1H', every: 'PT1H', query: '_LogOperation | where Category =~ "Ingestion" and Detail has "OverQuota"' }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'billing'
    enabled: true
    emailReceivers: [for (email, index) in emails: {
      name: 'receiver-${index}'
      emailAddress: email
      useCommonAlertSchema: true
    }]
  }
}

resource ruleAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for rule in rules: {
  name: '${name}-${rule.key}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: rule.title
    severity: rule.severity
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: rule.every
    windowSize: rule.window
    autoMitigate: true
    // The tables are made by the first line that comes in.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: rule.above < 0 ? 'LessThan' : 'GreaterThan'
          threshold: rule.above < 0 ? 1 : rule.above
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

var queueRules = [
  { key: 'dead-letters', title: 'Dead letters', severity: 1, metric: 'DeadletteredMessages', above: 0 }
  { key: 'usage-waits', title: 'Usage waits in its queue', severity: 2, metric: 'ActiveMessages', above: 10000 }
]

resource queueAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [for rule in queueRules: {
  name: '${name}-${rule.key}'
  location: 'global'
  tags: tags
  properties: {
    description: rule.title
    severity: rule.severity
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'messages'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: rule.metric
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: rule.above
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}]
