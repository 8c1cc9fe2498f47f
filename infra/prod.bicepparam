using 'main.bicep'

// For customers. Put in your own addresses; the three switches at the end are turned on in the order that docs/deployment.md gives.
param environment = 'prod'
param redundancy = 'Standard_GZRS'
param durableBackend = 'azureStorage'
param alwaysReadyHttp = 1
param instanceMemoryMB = 2048
param maximumInstances = 100
param telemetryGbPerDay = 2
param alertEmails = ['on-call@example.com']
param operatorsGroup = ''
param eventSubscribers = []
param settings = {
  oidcAuthority: 'https://login.example.com'
  oidcAudience: 'billing'
  corsOrigins: ['https://billing.example.com']
  consoleUrl: 'https://billing.example.com'
  stripeReturnUrl: 'https://billing.example.com/plan'
  brand: 'Example'
  supportEmail: 'support@example.com'
  replyToEmail: 'support@example.com'
}
param emailDataLocation = 'Europe'
param emailDomain = ''
param emailDomainVerified = false
param deliveryReports = false
