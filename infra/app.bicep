// The app: its plan, the app itself, and every setting that it reads.
import { roles } from 'roles.bicep'

@export()
@description('What an environment says of itself; what is left out has the default of the app.')
type Settings = {
  @description('Whose tokens count: an OpenID Connect issuer, https.')
  oidcAuthority: string
  @description('The audience that its tokens must name.')
  oidcAudience: string
  @description('The claims that hold the role and the account.')
  oidcRoleClaim: string?
  oidcAccountClaim: string?
  @description('Where the portal is served from.')
  corsOrigins: string[]
  @description('Where customers look after their account; e-mails link to its pages.')
  consoleUrl: string
  @description('Where PayPal sends its customers back to.')
  stripeReturnUrl: string
  @description('The product\'s name, as customers know it.')
  brand: string
  @description('Who is asked, and who is answered.')
  supportEmail: string?
  replyToEmail: string?
  @description('A language other than English, whose words lie in the package.')
  emailLanguage: string?
  @description('Over how many partitions the usage of a new account is spread.')
  usagePartitions: int?
  @description('The licence of QuestPDF that you hold, which renders the invoices then; left out, the built-in renderer does.')
  questPdfLicense: ('community' | 'professional' | 'enterprise')?
  @description('How many whole months of usage events are kept; the ledger keeps what they cost.')
  usageKeptMonths: int?
}

param name string
param location string
param tags object
param identityId string
param identityClientId string
param operatorsGroup string
param hostStorage string
param packages string
param tables string
param serviceBus string
param emailService string
param emailFrom string
param vault string
param insights string
param scheduler string
param alwaysReadyHttp int
param instanceMemoryMB int
param maximumInstances int
param settings Settings

// Exactly the names of local.settings.sample.json, but for the connections, which an identity opens here; a test holds the two together.
var appSettings = {
  AzureWebJobsStorage__accountName: hostStorage
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'Authorization=AAD;ClientId=${identityClientId}'
  AZURE_CLIENT_ID: identityClientId
  ServiceBus__fullyQualifiedNamespace: serviceBus
  ServiceBus__credential: 'managedidentity'
  ServiceBus__clientId: identityClientId
  DURABLE_TASK_SCHEDULER_CONNECTION_STRING: empty(scheduler) ? '' : 'Endpoint=${scheduler};Authentication=ManagedIdentity;ClientID=${identityClientId}'
  TASKHUB_NAME: 'billing'
  Billing__Storage: tables
  Billing__SigningKey: '@Microsoft.KeyVault(SecretUri=${vault}secrets/signing-key)'
  Billing__Oidc__Authority: settings.oidcAuthority
  Billing__Oidc__Audience: settings.oidcAudience
  Billing__Oidc__RoleClaim: settings.?oidcRoleClaim ?? 'role'
  Billing__Oidc__AccountClaim: settings.?oidcAccountClaim ?? 'account'
  Billing__Cors__Origins: join(settings.corsOrigins, ',')
  // Empty is the app's own default.
  Billing__Limits__Permits: ''
  Billing__Limits__Queued: ''
  Billing__Limits__PermitsPerAccount: ''
  Billing__Limits__QueuedPerAccount: ''
  Billing__Usage__Partitions: string(settings.?usagePartitions ?? 1)
  Billing__Usage__KeptMonths: string(settings.?usageKeptMonths ?? 13)
  Billing__Email__ConnectionString: emailService
  Billing__Email__From: emailFrom
  Billing__Email__FromName: settings.brand
  Billing__Email__ReplyTo: settings.?replyToEmail ?? ''
  Billing__Email__Brand: settings.brand
  Billing__Email__Support: settings.?supportEmail ?? ''
  Billing__Email__ConsoleUrl: settings.consoleUrl
  Billing__Email__Language: settings.?emailLanguage ?? 'en'
  Billing__Email__Texts: ''
  Billing__Email__ReportSecret: '@Microsoft.KeyVault(SecretUri=${vault}secrets/email-report-secret)'
  Billing__Invoices__QuestPdfLicense: settings.?questPdfLicense ?? ''
  Billing__Fonts: ''
  Stripe__ApiKey: '@Microsoft.KeyVault(SecretUri=${vault}secrets/stripe-api-key)'
  Stripe__WebhookSecrets: '@Microsoft.KeyVault(SecretUri=${vault}secrets/stripe-webhook-secrets)'
  Stripe__BaseUrl: ''
  Stripe__ReturnUrl: settings.stripeReturnUrl
  // When timers look, in UTC, by second, minute, hour, day, month, weekday. A request sees to what it makes due; timers do the rest, and each look is a paid second.
  RenewalRun: '0 * * * * *'
  OutboxDispatch: '10 * * * * *'
  UsageSettlement: '20 * * * * *'
  PaymentLookUp: '30 * * * * *'
  NoticeWork: '40 * * * * *'
  Reconciliation: '0 15 4 * * *'
  Retention: '0 30 3 2 * *'
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2', http20Enabled: true, ftpsState: 'Disabled' }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packages
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyHttp == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyHttp }]
      }
    }
  }

  resource appsettings 'config' = {
    name: 'appsettings'
    properties: appSettings
  }

  // Packages are published by identity; passwords for it would be one more secret.
  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }
}

// To publish, restart and look; the settings that they see hold references in place of secrets.
resource operatorsPublish 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroup)) {
  scope: site
  name: guid(site.id, operatorsGroup, roles.websiteContributor)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.websiteContributor)
    principalId: operatorsGroup
    principalType: 'Group'
  }
}

output name string = site.name
output hostName string = site.properties.defaultHostName
