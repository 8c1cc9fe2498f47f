// The secrets that no identity replaces. People put them in (docs/deployment.md); the app reads them by reference, and templates hold none.
import { roles } from 'roles.bicep'

param name string
param location string
param tags object
param locked bool
param appPrincipal string
param operatorsGroup string

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    // main.bicep hands one secret to Event Grid.
    enabledForTemplateDeployment: true
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (locked) {
  scope: vault
  name: 'keep'
  properties: { level: 'CanNotDelete', notes: 'Without these secrets nothing is paid and no token counts.' }
}

resource appReads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, appPrincipal, roles.keyVaultSecretsUser)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsUser)
    principalId: appPrincipal
    principalType: 'ServicePrincipal'
  }
}

resource operatorsWrite 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroup)) {
  scope: vault
  name: guid(vault.id, operatorsGroup, roles.keyVaultSecretsOfficer)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.keyVaultSecretsOfficer)
    principalId: operatorsGroup
    principalType: 'Group'
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
