// What became of e-mails, told to the app. Event Grid tries the address while this is deployed, so the app runs by then.
param name string
param tags object
param emailServiceId string
param address string

@secure()
param secret string

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: '${name}-emails'
  location: 'global'
  tags: tags
  properties: {
    source: emailServiceId
    topicType: 'Microsoft.Communication.CommunicationServices'
  }
}

resource reports 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'delivery-reports'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    filter: { includedEventTypes: ['Microsoft.Communication.EmailDeliveryReportReceived'] }
    destination: {
      endpointType: 'WebHook'
      properties: {
        // It holds a secure parameter, and so is secure; the linter asks for the parameter itself.
        #disable-next-line use-secure-value-for-secure-inputs
        endpointUrl: '${address}?secret=${uriComponent(secret)}'
        maxEventsPerBatch: 100
        preferredBatchSizeInKilobytes: 64
      }
    }
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
  }
}
