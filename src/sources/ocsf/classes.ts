/** The classes that tell of identities, credentials or hosts. Numbers moved once: 3005 was API Activity before 1.0. */

export type ClassKind =
  | 'api'
  | 'authentication'
  | 'account-change'
  | 'user-access'
  | 'entity'
  | 'group'
  | 'finding'
  | 'process'
  | 'network'
  | 'http';

const KINDS: ReadonlyMap<number, ClassKind> = new Map([
  [1007, 'process'],
  [2001, 'finding'],
  [2004, 'finding'],
  [3001, 'account-change'],
  [3002, 'authentication'],
  [3004, 'entity'],
  [3005, 'user-access'],
  [3006, 'group'],
  [4001, 'network'],
  [4002, 'http'],
  [4007, 'network'],
  [6003, 'api'],
]);

export function classKind(uid: number, name: string | undefined): ClassKind | undefined {
  return uid === 3005 && name === 'API Activity' ? 'api' : KINDS.get(uid);
}
