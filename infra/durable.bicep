// The Durable Task Scheduler, which keeps the workflows' histories, with the task hub of this app. Paid by use.
import { roles } from 'roles.bicep'

param name string
param location string
param tags object
param appPrincipal string
param operatorsGroup string

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'Consumption' }
    // Flex instances have no addresses of their own; the identity is what lets in.
    ipAllowlist: ['0.0.0.0/0']
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' = {
  parent: scheduler
  name: 'billing'
}

resource retention 'Microsoft.DurableTask/schedulers/retentionPolicies@2026-02-01' = {
  parent: scheduler
  name: 'default'
  properties: {
    // What failed stays until an operator has looked at it.
    retentionPolicies: [{ orchestrationState: 'Completed', retentionPeriodInDays: 30 }]
  }
}

resource appRuns 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hub
  name: guid(hub.id, appPrincipal, roles.durableTaskDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
    principalId: appPrincipal
    principalType: 'ServicePrincipal'
  }
}

// For the scheduler's dashboard.
resource operatorsLook 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroup)) {
  scope: hub
  name: guid(hub.id, operatorsGroup, roles.durableTaskDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
    principalId: operatorsGroup
    principalType: 'Group'
  }
}

output endpoint string = scheduler.properties.endpoint
