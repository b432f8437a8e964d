/** The paths of a CloudTrail record that this source reads; the reader passes over everything else. */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  eventTime: text('eventTime'),
  eventSource: text('eventSource'),
  eventName: text('eventName'),
  eventID: text('eventID'),
  eventType: text('eventType'),
  eventCategory: text('eventCategory'),
  awsRegion: text('awsRegion'),
  sourceIPAddress: text('sourceIPAddress'),
  userAgent: text('userAgent'),
  errorCode: text('errorCode'),
  errorMessage: text('errorMessage'),
  recipientAccountId: text('recipientAccountId'),
  sharedEventID: text('sharedEventID'),
  vpcEndpointId: text('vpcEndpointId'),
  requestID: text('requestID'),
  userIdentity: json('userIdentity'),
  requestParameters: json('requestParameters'),
  responseElements: json('responseElements'),
  additionalEventData: json('additionalEventData'),
  /** Asked of every object that is read or written: by itself, all the rest need not be parsed for it. */
  authenticationMethod: text('additionalEventData.AuthenticationMethod'),
  serviceEventDetails: json('serviceEventDetails'),
  resources: json('resources'),
  /** Text in delivered files, a boolean in some exports; both are right, so neither is a wrong type. */
  sessionCredentialFromConsole: json('sessionCredentialFromConsole'),
  /** Not a record's: marks the control messages of a CloudWatch Logs subscription. */
  messageType: text('messageType'),
});
