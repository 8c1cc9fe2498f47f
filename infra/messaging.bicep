// The queue of usage, in sessions by account shard, and the topic of billing events. Standard has all that is used: sessions, topics, duplicate detection.
import { roles } from 'roles.bicep'

param name string
param location string
param tags object
param appPrincipal string
param operatorsGroup string
param eventSubscribers string[]

resource bus 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard' }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
  }
}

resource usage 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' = {
  parent: bus
  name: 'usage'
  properties: {
    requiresSession: true
    // A batch waits out a short outage of the store under its lock; through a long one it is taken again and again, for hours.
    lockDuration: 'PT5M'
    maxDeliveryCount: 1000
    defaultMessageTimeToLive: 'P14D'
    // Usage is money: what nobody took in two weeks waits for an operator rather than vanish.
    deadLetteringOnMessageExpiration: true
    maxSizeInMegabytes: 5120
  }
}

resource events 'Microsoft.ServiceBus/namespaces/topics@2026-01-01' = {
  parent: bus
  name: 'billing-events'
  properties: {
    // The outbox sends at least once, under the event's own id.
    requiresDuplicateDetection: true
    duplicateDetectionHistoryTimeWindow: 'PT1H'
    defaultMessageTimeToLive: 'P14D'
    maxSizeInMegabytes: 5120
  }
}

resource subscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2026-01-01' = [for subscriber in eventSubscribers: {
  parent: events
  name: subscriber
  properties: {
    maxDeliveryCount: 10
    deadLetteringOnMessageExpiration: true
  }
}]

var usageMay = [roles.serviceBusDataSender, roles.serviceBusDataReceiver]

resource appUsesQueue 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in usageMay: {
  scope: usage
  name: guid(usage.id, appPrincipal, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: appPrincipal
    principalType: 'ServicePrincipal'
  }
}]

resource appTellsEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: events
  name: guid(events.id, appPrincipal, roles.serviceBusDataSender)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    principalId: appPrincipal
    principalType: 'ServicePrincipal'
  }
}

// To read dead letters and send them again.
resource operatorsReplay 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in (empty(operatorsGroup) ? [] : usageMay): {
  scope: usage
  name: guid(usage.id, operatorsGroup, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: operatorsGroup
    principalType: 'Group'
  }
}]

output id string = bus.id
output name string = bus.name
output address string = '${bus.name}.servicebus.windows.net'
