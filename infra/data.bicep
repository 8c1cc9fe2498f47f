// The accounts' money: the tables, and beside them the place for exports. Nothing else is kept here, no key opens it, and it is locked.
import { roles } from 'roles.bicep'

param name string
param location string
param tags object
param redundancy string
param locked bool
param appPrincipal string
param operatorsGroup string

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

// Tables have neither soft delete nor restore to a point in time: what protects them is the lock, the copies, and exports.
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: 30 }
    containerDeleteRetentionPolicy: { enabled: true, days: 30 }
  }
}

resource exports 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: blobs
  name: 'exports'
}

resource exportsEnd 'Microsoft.Storage/storageAccounts/managementPolicies@2026-04-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'forget-exports'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['exports/'] }
            actions: {
              baseBlob: { delete: { daysAfterModificationGreaterThan: 90 } }
              version: { delete: { daysAfterCreationGreaterThan: 90 } }
            }
          }
        }
      ]
    }
  }
  dependsOn: [blobs]
}

// A lock holds off the control plane alone: the app goes on making tables and dropping those of old usage.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: account
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'The accounts\' money.' }
}

// Tables alone: the app has no business with the exports.
resource appRole 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, appPrincipal, roles.storageTableDataContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    principalId: appPrincipal
    principalType: 'ServicePrincipal'
  }
}

var operatorsMay = empty(operatorsGroup) ? [] : [roles.storageTableDataContributor, roles.storageBlobDataContributor]

resource operatorRoles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in operatorsMay: {
  scope: account
  name: guid(account.id, operatorsGroup, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: operatorsGroup
    principalType: 'Group'
  }
}]

output name string = account.name
output tables string = account.properties.primaryEndpoints.table
