/** The members of an assembled audit record; see `assembly.ts` for the lines they come from. */

import { number, projection, text } from '../../contract/projection.ts';

export const FIELDS = projection({
  /** `connect` or `exec`. */
  kind: text('kind'),
  /** A line that cannot be read stands here alone. */
  broken: text('broken'),
  node: text('node'),
  time: number('time'),
  serial: number('serial'),
  address: text('address'),
  port: number('port'),
  command: text('command'),
  pid: number('pid'),
  exe: text('exe'),
  comm: text('comm'),
  parent: text('parent'),
  uid: text('uid'),
  auid: text('auid'),
  user: text('user'),
  loginUser: text('loginUser'),
  error: text('error'),
});
