/**
 * The paths of a OneLogin event that this source reads; the reader passes over everything else. Ids are numbers in the
 * vendor's API and text in some exports: both are right, so neither is a wrong type.
 */

import { json, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  eventTypeId: json('event_type_id'),
  id: json('id'),
  uuid: text('uuid'),
  /** The same in Log Analytics, where the type of a column is part of its name. */
  uuidColumn: text('uuid_g'),
  createdAt: text('created_at'),
  eventTimestamp: text('event_timestamp'),
  accountId: json('account_id'),
  actorUserId: json('actor_user_id'),
  actorUserName: text('actor_user_name'),
  actorSystem: text('actor_system'),
  assumingUserId: json('assuming_acting_user_id'),
  clientId: text('client_id'),
  userId: json('user_id'),
  userName: text('user_name'),
  userEmail: text('user_attributes_email'),
  ipaddr: text('ipaddr'),
  proxyIp: text('proxy_ip'),
  userAgent: text('user_agent'),
  appId: json('app_id'),
  appName: text('app_name'),
  roleId: json('role_id'),
  roleName: text('role_name'),
  privilegeName: text('privilege_name'),
  groupName: text('group_name'),
  policyId: json('policy_id'),
  policyName: text('policy_name'),
  policyType: text('policy_type'),
  otpDeviceId: json('otp_device_id'),
  otpDeviceName: text('otp_device_name'),
  factorId: json('authentication_factor_id'),
  factorDescription: text('authentication_factor_description'),
  certificateId: json('certificate_id'),
  certificateName: text('certificate_name'),
  apiCredentialId: json('api_credential_id'),
  apiCredentialName: text('api_credential_name'),
  trustedIdpId: json('trusted_idp_id'),
  trustedIdpName: text('trusted_idp_name'),
  directoryId: json('directory_id'),
  directoryName: text('directory_name'),
  mappingName: text('mapping_name'),
  riskScore: json('risk_score'),
  notes: text('notes'),
  customMessage: text('custom_message'),
  errorDescription: text('error_description'),
});
