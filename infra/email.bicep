// Communication Services and the domain that e-mails come from: Azure's own, until one of yours is verified.
import { roles } from 'roles.bicep'

param name string
param tags object
param dataLocation string
param domain string
param isVerified bool
param appPrincipal string

var sendsFromOwn = !empty(domain) && isVerified
var sender = 'billing'

resource service 'Microsoft.Communication/emailServices@2026-03-18' = {
  name: '${name}-email'
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource azureDomain 'Microsoft.Communication/emailServices/domains@2026-03-18' = {
  parent: service
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
}

resource ownDomain 'Microsoft.Communication/emailServices/domains@2026-03-18' = if (!empty(domain)) {
  parent: service
  name: empty(domain) ? 'unused' : domain
  location: 'global'
  tags: tags
  properties: { domainManagement: 'CustomerManaged', userEngagementTracking: 'Disabled' }
}

resource ownSender 'Microsoft.Communication/emailServices/domains/senderUsernames@2026-03-18' = if (sendsFromOwn) {
  parent: ownDomain
  name: sender
  properties: { username: sender }
}

resource communication 'Microsoft.Communication/communicationServices@2026-03-18' = {
  name: name
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: [sendsFromOwn ? ownDomain.id : azureDomain.id]
  }
}

// No smaller built-in role may send, and the service heeds no roles of one's own: so this one, and on this resource alone.
resource appSends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: communication
  name: guid(communication.id, appPrincipal, roles.communicationAndEmailServiceOwner)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.communicationAndEmailServiceOwner)
    principalId: appPrincipal
    principalType: 'ServicePrincipal'
  }
}

output id string = communication.id
output endpoint string = 'https://${communication.properties.hostName}'
output from string = sendsFromOwn ? '${sender}@${domain}' : 'DoNotReply@${azureDomain.properties.fromSenderDomain}'
output emailServiceName string = service.name
