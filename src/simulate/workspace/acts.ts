/** What people and administrators do in Workspace, as the events it logs. */

import type { Person } from '../organisation.ts';
import { Random } from '../random.ts';
import type { Parameter, WorkspaceAct } from './record.ts';

/** Administrators and every third person sign in at Google itself; everybody else comes through single sign-on. */
export function hasGooglePassword({ duty, number }: Person): boolean {
  return duty === 'administrator' || number % 3 === 0;
}

export function loginSuccess(person: Person, suspicious = false): WorkspaceAct {
  const parameters: Parameter[] = hasGooglePassword(person)
    ? [
        ['login_type', 'google_password'],
        ['login_challenge_method', ['password', 'google_prompt']],
      ]
    : [['login_type', 'saml']];
  return {
    application: 'login',
    type: 'login',
    name: 'login_success',
    parameters: [...parameters, ['is_suspicious', suspicious]],
  };
}

export const LOGIN_FAILURE: WorkspaceAct = {
  application: 'login',
  type: 'login',
  name: 'login_failure',
  parameters: [
    ['login_type', 'google_password'],
    ['login_failure_type', 'login_failure_invalid_password'],
    ['login_challenge_method', ['password']],
  ],
};

export function samlLogin(application: string): WorkspaceAct {
  return {
    application: 'saml',
    type: 'login',
    name: 'login_success',
    parameters: [
      ['application_name', application],
      ['orgunit_path', '/Staff'],
      ['initiated_by', 'sp'],
      ['saml_status_code', 'SUCCESS_URI'],
    ],
  };
}

export interface GoogleClient {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

export function client(name: string, scopes: readonly string[]): GoogleClient {
  const random = new Random(`google client/${name}`);
  const id = `${String(random.word()).padStart(10, '0')}-${random.hex(16)}.apps.example.com`;
  return { id, name, scopes: scopes.map((scope) => `https://www.googleapis.com/auth/${scope}`) };
}

/** What people connect to their account. */
export const CLIENTS: readonly GoogleClient[] = [
  client('Meeting Notes', ['calendar.readonly', 'drive.file']),
  client('Whiteboard', ['userinfo.email', 'drive.file']),
  client('Mail for Mobile', ['gmail.modify']),
  client('Expense Helper', ['userinfo.email', 'drive.readonly']),
  client('Diagram Studio', ['drive.file']),
];

export function authorize({ id, name, scopes }: GoogleClient): WorkspaceAct {
  return {
    application: 'token',
    type: 'auth',
    name: 'authorize',
    parameters: [
      ['client_id', id],
      ['app_name', name],
      ['client_type', 'WEB'],
      ['scope', scopes],
    ],
  };
}

/** A call of an application in somebody's name. */
export function tokenActivity({ id, name }: GoogleClient, method: string): WorkspaceAct {
  return {
    application: 'token',
    type: 'auth',
    name: 'activity',
    parameters: [
      ['client_id', id],
      ['app_name', name],
      ['method_name', method],
      ['api_name', method.slice(0, method.indexOf('.'))],
    ],
  };
}

export interface Document {
  readonly id: string;
  readonly title: string;
  readonly owner: string;
}

const SUBJECTS = ['plan', 'minutes', 'budget', 'roadmap', 'notes', 'review', 'offer', 'handbook', 'metrics'];

/** One of the files of a team, which its members share. */
export function documentOf(team: number, nth: number, owner: Person): Document {
  const random = new Random(`document/${team}/${nth}`);
  const title = `${SUBJECTS[nth % SUBJECTS.length] ?? 'notes'} ${team}-${nth}`;
  return { id: `1${random.base62(32)}`, title, owner: owner.email };
}

export function driveAct(
  name: 'view' | 'edit' | 'download' | 'create' | 'rename',
  { id, title, owner }: Document,
): WorkspaceAct {
  return {
    application: 'drive',
    type: 'access',
    name,
    parameters: [
      ['primary_event', true],
      ['doc_id', id],
      ['doc_title', title],
      ['doc_type', 'document'],
      ['owner', owner],
      ['visibility', 'people_within_domain_with_link'],
    ],
  };
}

/** A setting or an account changed in the admin console. */
export function adminAct(name: string, type: string, parameters: readonly Parameter[]): WorkspaceAct {
  return { application: 'admin', type, name, parameters };
}

export function changePassword(subject: Person): WorkspaceAct {
  return adminAct('CHANGE_PASSWORD', 'USER_SETTINGS', [['USER_EMAIL', subject.email]]);
}

export function scratchCodes(subject: Person): WorkspaceAct {
  return adminAct('GENERATE_2SV_SCRATCH_CODES', 'USER_SETTINGS', [['USER_EMAIL', subject.email]]);
}
