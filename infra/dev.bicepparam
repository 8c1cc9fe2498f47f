using 'main.bicep'

// For trying things out: one copy of the data, no lock, nothing that is paid while nothing happens. Put in your own addresses.
param environment = 'dev'
param redundancy = 'Standard_LRS'
param locked = false
param durableBackend = 'azureStorage'
param alwaysReadyHttp = 0
param emailDataLocation = 'Europe'
param alertEmails = ['developers@example.com']
param settings = {
  oidcAuthority: 'https://login.example.com'
  oidcAudience: 'billing-dev'
  corsOrigins: ['http://localhost:5173']
  consoleUrl: 'http://localhost:5173'
  stripeReturnUrl: 'http://localhost:5173/plan'
  brand: 'Billing (dev)'
}
