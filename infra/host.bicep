// What the Functions host itself needs: leases and timers, the published packages, and the workflows' histories where Durable keeps them in storage.
import { roles } from 'roles.bicep'

param name string
param location string
param tags object
param redundancy string
param locked bool
param appPrincipal string

var packagesContainer = 'packages'

resource account 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    accessTier: 'Hot'
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: 7 }
    containerDeleteRetentionPolicy: { enabled: true, days: 7 }
  }
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: blobs
  name: packagesContainer
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: account
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'Workflows that wait.' }
}

// The host leases blobs, and Durable keeps queues and tables; Microsoft names these three for identity-based host storage.
var appMay = [roles.storageBlobDataOwner, roles.storageQueueDataContributor, roles.storageTableDataContributor]

resource appRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in appMay: {
  scope: account
  name: guid(account.id, appPrincipal, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: appPrincipal
    principalType: 'ServicePrincipal'
  }
}]

output name string = account.name
output packages string = '${account.properties.primaryEndpoints.blob}${packagesContainer}'
