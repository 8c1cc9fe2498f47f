// The Azure home, whole: deployed into one resource group, again and again without harm. docs/deployment.md leads through it line by line.
import { Settings } from 'app.bicep'

targetScope = 'resourceGroup'

@description('Begins every name: letters and digits, beginning with a letter.')
@minLength(2)
@maxLength(8)
param prefix string = 'billing'

@description('Follows the prefix in every name. Two environments never share a resource.')
@allowed(['dev', 'test', 'prod'])
param environment string

param location string = resourceGroup().location

@description('How many copies of accounts and workflows are kept, and where. GZRS: three zones here, and another region.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param redundancy string

@description('Against deletion of the data and the secrets by mistake. Off only where everything may be thrown away.')
param locked bool = true

@description('Where workflows keep their histories. A running home cannot change it; the published host.json names the same one.')
@allowed(['azureManaged', 'azureStorage'])
param durableBackend string

@description('Instances that wait for requests all day, so that none waits for a start; 0: none, and the first caller after a pause does.')
@minValue(0)
param alwaysReadyHttp int

@allowed([512, 2048, 4096])
param instanceMemoryMB int = 512

@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Object id of the group of people who run this home: secrets, exports, dead letters, logs. Empty: nobody gets a role.')
param operatorsGroup string = ''

@description('Who is told of alerts.')
param alertEmails string[]

@description('Gigabytes of telemetry a day, after which no more is taken.')
param telemetryGbPerDay int = 1

@description('Where the customers\' e-mail addresses may be kept: Europe, United States, …')
param emailDataLocation string

@description('A domain of your own for e-mails. Empty: one of Azure\'s, which sends few and looks like it.')
param emailDomain string = ''

@description('Whether the DNS records of that domain have been verified. Before that, Azure\'s own domain sends.')
param emailDomainVerified bool = false

@description('Whether bounces are reported to the running app. Only once the code is published and the secret is set, for Event Grid tries the address.')
param deliveryReports bool = false

@description('Names of services that are told of billing events, each with a subscription of its own.')
param eventSubscribers string[] = []

@description('What the app is told beyond addresses and secrets.')
param settings Settings

var token = uniqueString(resourceGroup().id, prefix, environment)
var name = '${prefix}-${environment}-${token}'
var shortName = '${prefix}-${environment}-${take(token, 8)}'
var storagePrefix = toLower('${prefix}${environment}')
var storageSuffix = take(token, 8)
var tags = { product: prefix, environment: environment }

module identity 'identity.bicep' = {
  name: 'identity'
  params: { name: name, location: location, tags: tags }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: name
    location: location
    tags: tags
    dailyCapGb: telemetryGbPerDay
    appPrincipal: identity.outputs.principalId
    operatorsGroup: operatorsGroup
  }
}

module data 'data.bicep' = {
  name: 'data'
  params: {
    name: '${storagePrefix}data${storageSuffix}'
    location: location
    tags: tags
    redundancy: redundancy
    locked: locked
    appPrincipal: identity.outputs.principalId
    operatorsGroup: operatorsGroup
  }
}

module host 'host.bicep' = {
  name: 'host'
  params: {
    name: '${storagePrefix}host${storageSuffix}'
    location: location
    tags: tags
    redundancy: redundancy
    locked: locked
    appPrincipal: identity.outputs.principalId
  }
}

module messaging 'messaging.bicep' = {
  name: 'messaging'
  params: {
    name: '${name}-bus'
    location: location
    tags: tags
    appPrincipal: identity.outputs.principalId
    operatorsGroup: operatorsGroup
    eventSubscribers: eventSubscribers
  }
}

module email 'email.bicep' = {
  name: 'email'
  params: {
    name: name
    tags: tags
    dataLocation: emailDataLocation
    domain: emailDomain
    isVerified: emailDomainVerified
    appPrincipal: identity.outputs.principalId
  }
}

module secrets 'secrets.bicep' = {
  name: 'secrets'
  params: {
    name: shortName
    location: location
    tags: tags
    locked: locked
    appPrincipal: identity.outputs.principalId
    operatorsGroup: operatorsGroup
  }
}

module durable 'durable.bicep' = if (durableBackend == 'azureManaged') {
  name: 'durable'
  params: {
    name: name
    location: location
    tags: tags
    appPrincipal: identity.outputs.principalId
    operatorsGroup: operatorsGroup
  }
}

module app 'app.bicep' = {
  name: 'app'
  params: {
    name: name
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    operatorsGroup: operatorsGroup
    hostStorage: host.outputs.name
    packages: host.outputs.packages
    tables: data.outputs.tables
    serviceBus: messaging.outputs.address
    emailService: email.outputs.endpoint
    emailFrom: email.outputs.from
    vault: secrets.outputs.uri
    insights: monitoring.outputs.connection
    scheduler: durable.?outputs.endpoint ?? ''
    alwaysReadyHttp: alwaysReadyHttp
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    settings: settings
  }
}

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' existing = {
  name: shortName
}

module reports 'reports.bicep' = if (deliveryReports) {
  name: 'reports'
  params: {
    name: name
    tags: tags
    emailServiceId: email.outputs.id
    address: 'https://${app.outputs.hostName}/api/v1/webhooks/email'
    secret: vault.getSecret('email-report-secret')
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  params: {
    name: name
    location: location
    tags: tags
    emails: alertEmails
    workspaceId: monitoring.outputs.workspaceId
    serviceBusId: messaging.outputs.id
  }
}

output appName string = app.outputs.name
output hostName string = app.outputs.hostName
output identityClientId string = identity.outputs.clientId
output vaultName string = secrets.outputs.name
output tables string = data.outputs.tables
output dataAccount string = data.outputs.name
output serviceBusNamespace string = messaging.outputs.name
output emailServiceName string = email.outputs.emailServiceName
output emailFrom string = email.outputs.from
output insightsName string = monitoring.outputs.insightsName
