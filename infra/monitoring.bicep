// Logs and requests, in a workspace that stops taking them before they cost more than the app.
import { roles } from 'roles.bicep'

param name string
param location string
param tags object
param dailyCapGb int
param appPrincipal string
param operatorsGroup string

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    DisableLocalAuth: true
  }
}

// What the name does not say: this role lets traces and logs in too.
resource appTells 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, appPrincipal, roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: appPrincipal
    principalType: 'ServicePrincipal'
  }
}

resource operatorsRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroup)) {
  scope: workspace
  name: guid(workspace.id, operatorsGroup, roles.logAnalyticsReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.logAnalyticsReader)
    principalId: operatorsGroup
    principalType: 'Group'
  }
}

output connection string = insights.properties.ConnectionString
output insightsName string = insights.name
output workspaceId string = workspace.id
