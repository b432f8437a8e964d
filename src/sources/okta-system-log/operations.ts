/**
 * The table of event types of the System Log: what each means in our vocabulary. Types that are not listed are `use`.
 * Names are Okta's (https://developer.okta.com/docs/reference/api/event-types/).
 */

import type { Details } from '../../model/event.ts';
import { type Row, rows } from './row.ts';

const scope = (ssoScope: string): { readonly details: Details } => ({ details: { ssoScope } });
const secret = (secretType: string): { readonly details: Details } => ({ details: { secretType } });
const factor = (change: string): { readonly details: Details } => ({ details: { factor: change } });
const alert = (riskLevel: string, alertTitle: string): { readonly details: Details } => ({
  details: { riskLevel, alertTitle },
});

const SIGN_INS: readonly Row[] = [
  ...rows('signin', 'user.session.start', { issues: 'session', proves: true }),
  ...rows(
    'signin',
    `user.authentication.auth user.authentication.auth_via_AD_agent user.authentication.auth_via_IDP
    user.authentication.auth_via_LDAP_agent user.authentication.auth_via_inbound_SAML
    user.authentication.auth_via_inbound_delauth user.authentication.auth_via_iwa
    user.authentication.auth_via_mfa user.authentication.auth_via_radius user.authentication.auth_via_richclient
    user.authentication.auth_via_social user.authentication.authenticate user.authentication.verify
    user.authentication.auth_unconfigured_identifier user.authentication.auth_identifier_not_in_policy
    app.inbound_del_auth.login_success app.kerberos_rich_client.user_authentication_successful
    system.iwa_agentless.auth system.ldapi.bind device.password_sync.authentication
    device.platform_sso.authentication user.mfa.okta_verify user.mfa.okta_verify.deny_push
    user.mfa.okta_verify.deny_push_upgrade_needed user.identity_verification pam.server.ssh_login`,
    { proves: true },
  ),
  ...rows('use', 'policy.evaluate_sign_on', { proves: true }),
  ...rows('signin', 'user.authentication.sso app.oauth2.signon user.device_session.start'),
  ...rows('signin', 'user.session.access_admin_app', { details: { application: 'Okta Admin Console' } }),
  // Somebody of Okta's support enters the organisation, in the account of the user it names.
  ...rows('token.mint', 'user.session.impersonation.initiate', {
    issues: 'session',
    proves: true,
    details: { impersonation: true },
  }),
];

const PASSWORDS: readonly Row[] = [
  ...rows(
    'credential.reset',
    `user.account.reset_password user.account.update_password user.account.expire_password
    system.agent.ad.reset_user_password system.agent.ldap.reset_user_password
    system.agent.ldap.change_user_password system.agent.ldap.update_user_password
    application.user_membership.change_password application.user_membership.restore_password
    pam.password.change`,
    { ...secret('password'), issues: 'password' },
  ),
  // Asks for a password or brings a locked one back; the new one comes with an event of its own.
  ...rows(
    'credential.reset',
    `user.credential.forgot_password user.account.unlock user.account.unlock_by_admin user.account.unlock_token
    user.account.use_token user.lifecycle.password_mass_expiry system.agent.ad.unlock_user_account
    system.agent.ldap.unlock_user_account system.email.password_reset.sent_message
    system.email.account_unlock.sent_message system.sms.send_password_reset_message
    system.sms.send_account_unlock_message system.voice.send_password_reset_call
    system.voice.send_account_unlock_call app.ldap.password.change.failed pam.password.reset
    pam.server_account.password_change.update pam.server_account.password_change.out_of_band
    pam.service_account.password.update pam.service_account.password_rotation.end`,
    secret('password'),
  ),
  ...rows(
    'credential.import',
    'user.import.password app.ad.password_migration_campaign.user.capture_password',
    {
      ...secret('password'),
    },
  ),
];

const READS: readonly Row[] = [
  ...rows(
    'credential.read',
    `application.user_membership.show_password application.provision.user.push_password
    application.provision.user.push_okta_password personal.user.app_migration.export
    pam.server_account.password.reveal pam.service_account.password.reveal`,
    secret('password'),
  ),
  ...rows(
    'credential.read',
    `app.oauth2.client.read_client_secret application.configuration.read_client_secret
    system.idp.lifecycle.read_client_secret`,
    secret('client-secret'),
  ),
  ...rows(
    'credential.read',
    'pam.secret.reveal app.oauth2.token.grant.vaulted_secret app.oauth2.token.grant.service_account',
    secret('secret'),
  ),
  ...rows(
    'resource.access',
    `system.directory.debugger.query_executed workflows.user.flow.export workflows.user.folder.export
    workflows.user.table.export analytics.reports.export.download pam.resource.checkout`,
  ),
];

const TOKENS: readonly Row[] = [
  ...rows('credential.create', 'system.api_token.create', { ...secret('api-token'), issues: 'api-token' }),
  ...rows('credential.reset', 'system.api_token.enable', { ...secret('api-token'), issues: 'api-token' }),
  ...rows(
    'credential.reset',
    'pam.apikey.rotate pam.client_enrollment_policy_token.rotate',
    secret('api-token'),
  ),
  ...rows('credential.create', 'pam.gateway.setup_token.create', secret('api-token')),
  ...rows(
    'token.mint',
    `app.oauth2.token.grant app.oauth2.token.grant.access_token app.oauth2.token.grant.id_token
    app.oauth2.token.grant.refresh_token app.oauth2.token.grant.id_jag app.oauth2.token.grant.interclient_token
    app.oauth2.token.grant.oauth_sts app.oauth2.authorize.implicit.access_token
    app.oauth2.authorize.implicit.id_token app.oauth2.as.token.grant app.oauth2.as.token.grant.access_token
    app.oauth2.as.token.grant.id_token app.oauth2.as.token.grant.refresh_token
    app.oauth2.as.token.grant.device_secret app.oauth2.as.token.grant.interclient_token
    app.oauth2.as.authorize.implicit.access_token app.oauth2.as.authorize.implicit.id_token
    user.identity_snapshot.attestation.create pam.auth_token.issue pam.user_creds.issue pam.gateway_creds.issue`,
    { issues: 'tokens' },
  ),
];

const KEYS: readonly Row[] = [
  ...rows('credential.create', 'app.keys.generate app.keys.clone app.app_instance.csr.generate', {
    ...secret('signing-key'),
    issues: 'credential',
  }),
  ...rows('credential.reset', 'app.keys.rotate app.oauth2.key.rollover app.oauth2.as.key.rollover', {
    ...secret('signing-key'),
    issues: 'credential',
  }),
  ...rows('credential.create', 'app.oauth2.client.lifecycle.create', {
    ...secret('client-secret'),
    issues: 'client',
  }),
  ...rows('credential.create', 'app.oauth2.credentials.lifecycle.create', {
    ...secret('client-secret'),
    issues: 'credential',
  }),
  ...rows('credential.reset', 'app.oauth2.credentials.lifecycle.activate', {
    ...secret('client-secret'),
    issues: 'credential',
  }),
  ...rows('use', 'app.oauth2.credentials.lifecycle.deactivate app.oauth2.credentials.lifecycle.delete', {
    ...secret('client-secret'),
  }),
  ...rows(
    'credential.create',
    `app.oauth2.as.resource_server.credentials.lifecycle.create system.hook.key.created
    workload_principal.ai_agent.credential.create`,
    { ...secret('key'), issues: 'credential' },
  ),
  ...rows(
    'credential.reset',
    `app.oauth2.as.resource_server.credentials.lifecycle.activate system.hook.key.updated
    workload_principal.ai_agent.credential.activate`,
    { ...secret('key'), issues: 'credential' },
  ),
  ...rows(
    'credential.reset',
    'device.platform.secret_key.reset pam.offline_group.secrets.rotate',
    secret('secret'),
  ),
  ...rows('credential.create', 'user.credential.enroll pki.cert.issue pki.cert.renew', secret('certificate')),
];

const FACTORS: readonly Row[] = [
  ...rows('factor.change', 'user.mfa.factor.activate device.enrollment.create device.user.add', {
    ...factor('added'),
    issues: 'factor',
  }),
  ...rows('factor.change', 'credential.register device.desktop_mfa.enrollment.create', factor('added')),
  ...rows(
    'factor.change',
    'user.mfa.factor.deactivate user.mfa.factor.suspend device.user.remove credential.revoke',
    factor('removed'),
  ),
  ...rows('factor.change', 'user.mfa.factor.reset_all', factor('reset')),
  ...rows(
    'factor.change',
    `user.mfa.factor.update user.mfa.factor.unsuspend user.account.update_primary_email
    user.account.update_secondary_email`,
    factor('changed'),
  ),
  ...rows('factor.change', 'user.mfa.attempt_bypass', factor('bypass')),
  ...rows('credential.create', 'device.desktop_mfa.recovery_pin.generate', secret('recovery-code')),
  ...rows('credential.reset', 'device.desktop_mfa.recovery_pin.rotate_secret', secret('recovery-code')),
  ...rows('credential.create', 'device.token.enrollment.create', secret('factor')),
];

const SSO: readonly Row[] = [
  ...rows(
    'sso.change',
    `system.idp.lifecycle.create system.idp.lifecycle.update system.idp.lifecycle.activate
    system.idp.lifecycle.deactivate system.idp.lifecycle.delete`,
    scope('external-idp'),
  ),
  ...rows(
    'sso.change',
    `system.idp.key.create system.idp.key.update system.idp.key.delete app.app_instance.csr.publish
    app.app_instance.csr.revoke system.custom_url_domain.cert_upload`,
    scope('certificate'),
  ),
  ...rows(
    'sso.change',
    `application.lifecycle.create application.lifecycle.activate application.lifecycle.update
    application.lifecycle.deactivate application.lifecycle.delete app.oauth2.client.lifecycle.activate
    app.oauth2.client.lifecycle.update app.oauth2.client.lifecycle.deactivate app.oauth2.client.lifecycle.delete
    oauth2.as.created oauth2.as.updated oauth2.as.activated oauth2.as.deactivated oauth2.as.deleted
    security.trusted_origin.create security.trusted_origin.update security.trusted_origin.activate
    security.trusted_origin.deactivate security.trusted_origin.delete`,
    scope('application'),
  ),
  ...rows(
    'sso.change',
    `application.policy.sign_on.update application.policy.sign_on.rule.create
    application.policy.sign_on.rule.delete policy.lifecycle.create policy.lifecycle.update
    policy.lifecycle.activate policy.lifecycle.deactivate policy.lifecycle.delete policy.lifecycle.overwrite
    policy.mapping.create policy.rule.add policy.rule.update policy.rule.activate policy.rule.deactivate
    policy.rule.delete policy.rule.invalidate application.registration_policy.lifecycle.create
    application.registration_policy.lifecycle.update security.attack_protection.settings.update
    security.behavior.settings.create security.behavior.settings.update security.behavior.settings.delete
    security.protected_action.settings.update`,
    scope('sign-on-policy'),
  ),
  ...rows('sso.change', 'security.session_protection.status.update', scope('session-policy')),
  ...rows(
    'sso.change',
    `zone.create zone.update zone.activate zone.deactivate zone.delete zone.make_blacklist zone.remove_blacklist
    network_zone.rule.disabled security.zone.make_blacklist security.zone.remove_blacklist
    security.threat.configuration.update security.device.remove_request_blacklist_policy
    security.device.temporarily_disable_blacklisting`,
    scope('network-zone'),
  ),
  ...rows(
    'sso.change',
    `security.authenticator.lifecycle.create security.authenticator.lifecycle.update
    security.authenticator.lifecycle.activate security.authenticator.lifecycle.deactivate
    system.mfa.factor.activate system.mfa.factor.deactivate inline_hook.created inline_hook.updated
    inline_hook.activated inline_hook.deactivated inline_hook.deleted device.desktop_mfa.configuration.update`,
    scope('authentication-method'),
  ),
  ...rows(
    'sso.change',
    `system.agent.ad.create system.agent.ad.update system.agent.ad.deactivate system.agent.ad.reactivate
    system.agent.ad.delete system.agent.ad.config_change_detected system.agent.ldap.config_change_detected
    system.agent.register system.agent.connector.reactivate system.agent.connector.deactivate
    system.agent.connector.delete system.iwa.create system.iwa.update system.iwa.remove
    system.iwa.promote_primary system.iwa_agentless.update system.iwa_agentless_kerberos.update`,
    scope('identity-source'),
  ),
  ...rows(
    'sso.change',
    `application.configuration.enable_delauth_outbound application.configuration.disable_delauth_outbound
    application.configuration.enable_fed_broker_mode application.configuration.disable_fed_broker_mode
    app.office365.api.change.domain.federation.success`,
    scope('federation'),
  ),
  ...rows(
    'sso.change',
    `system.custom_url_domain.initiate system.custom_url_domain.verify system.custom_url_domain.update
    system.custom_url_domain.delete system.custom_signin.update system.custom_signin.delete
    system.well_known_uri.update`,
    scope('domain'),
  ),
  ...rows(
    'sso.change',
    `oauth2.claim.created oauth2.claim.updated oauth2.claim.deleted oauth2.scope.created oauth2.scope.updated
    oauth2.scope.deleted directory.mapping.update application.provision.field_mapping_rule.change`,
    scope('role-mapping'),
  ),
];

const TRUST: readonly Row[] = [
  ...rows(
    'trust.change',
    'app.oauth2.trusted_server.add app.oauth2.trusted_server.delete',
    scope('federation'),
  ),
  ...rows(
    'trust.change',
    `app.interclient_mapping.create app.interclient_mapping.delete app.cross_app_access.connection.create
    app.cross_app_access.connection.update app.cross_app_access.connection.delete
    workload_principal.sign_on_provider.add workload_principal.sign_on_provider.remove
    resource_servers.api_server.auth_server.add resource_servers.api_server.auth_server.update`,
    scope('application'),
  ),
  ...rows(
    'trust.change',
    `pki.ca.add pki.ca.delete pki.ca.renew pam.workload_connection.create pam.workload_connection.update
    pam.workload_connection.delete pam.workload_role.create pam.workload_role.update`,
    scope('trust-pool'),
  ),
];

const RIGHTS: readonly Row[] = [
  ...rows(
    'privilege.grant',
    `user.account.privilege.grant group.privilege.grant app.oauth2.client.privilege.grant
    iam.resourceset.bindings.add iam.resourceset.create iam.resourceset.resources.add
    iam.resourceset.resources.update iam.role.create iam.role.update iam.role.permissions.add
    iam.role.permission.conditions.add iam.role.permission.conditions.delete iam.policy.configuration.update
    iam.policy.assignee_configuration.update workflows.user.role.user.add workflows.user.role.group.add
    group.user_membership.add group.application_assignment.add application.user_membership.add
    workload_principal.resource_connection.create pam.member.add pam.permission.change pam.project.add_group
    pam.security_policy.create pam.security_policy.update`,
  ),
  ...rows(
    'privilege.grant',
    `user.session.impersonation.grant user.session.impersonation.extend app.oauth2.admin.consent.grant
    integration.api_service.lifecycle.authorize system.directory.debugger.grant
    system.directory.debugger.extend`,
    scope('delegation'),
  ),
];

const TELEMETRY: readonly Row[] = [
  // A token taken away may be the one a collector of this very log lives on.
  ...rows('telemetry.change', 'system.api_token.revoke', { details: { credentialState: 'deleted' } }),
  ...rows(
    'telemetry.change',
    `system.log_stream.lifecycle.create system.log_stream.lifecycle.update system.log_stream.lifecycle.activate
  system.log_stream.lifecycle.deactivate system.log_stream.lifecycle.delete
  event_hook.updated event_hook.deactivated event_hook.deleted security.events.provider.deactivate
  security.events.provider.delete security.events.provider.update security.events.transmitter.update
  security.events.transmitter.delete workflows.user.execution_log_stream_connection.update
  workflows.user.execution_log_stream_connection.deactivate workflows.user.flow.execution_log_stream.deactivate
  workflows.user.flow.execution_history.deactivate workflows.user.flow.execution_history.delete`,
  ),
];

const ALERTS: readonly Row[] = [
  ...rows(
    'alert',
    'security.threat.detected',
    alert('low', 'request from an address ThreatInsight suspects'),
  ),
  ...rows('alert', 'security.attack.start', alert('low', 'the organisation is under attack')),
  ...rows('alert', 'security.breached_credential.detected', alert('high', 'a breached password was used')),
  ...rows(
    'alert',
    'security.session.detect_client_roaming',
    alert('medium', 'a session moved to another client'),
  ),
  ...rows('alert', 'user.session.context.change', alert('medium', 'the context of a session changed')),
  ...rows('alert', 'user.risk.change user.risk.detect', alert('medium', 'the risk of a user changed')),
  ...rows('alert', 'policy.entity_risk.evaluate', alert('medium', 'the risk of a user was weighed')),
  ...rows(
    'alert',
    'policy.auth_reevaluate.fail policy.continuous_access.evaluate',
    alert('medium', 'a session broke policy'),
  ),
  ...rows(
    'alert',
    'security.events.provider.receive_event',
    alert('medium', 'a security partner reported a risk'),
  ),
  ...rows(
    'alert',
    'user.account.report_suspicious_activity_by_enduser',
    alert('medium', 'the user reported suspicious activity'),
  ),
  ...rows(
    'alert',
    'app.oauth2.token.detect_reuse app.oauth2.as.token.detect_reuse app.token.reuse',
    alert('high', 'a refresh token was used twice'),
  ),
  ...rows(
    'alert',
    'system.api_token.request_outside_allowed_range system.oauth2.token.request_outside_allowed_range',
    alert('medium', 'a token was used outside its network zone'),
  ),
  ...rows(
    'alert',
    'app.oauth2.invalid_client_credentials',
    alert('low', 'repeated wrong client credentials'),
  ),
  ...rows(
    'alert',
    'user.authentication.dsso_via_non_priority_source',
    alert('medium', 'desktop sign-on through another directory than the user’s own'),
  ),
];

export const OPERATIONS: readonly Row[] = [
  ...SIGN_INS,
  ...PASSWORDS,
  ...READS,
  ...TOKENS,
  ...KEYS,
  ...FACTORS,
  ...SSO,
  ...TRUST,
  ...RIGHTS,
  ...TELEMETRY,
  ...ALERTS,
];
