/** What host logs tell of, named alike whichever log told it. */

import type { Operation } from '../../contract/source.ts';

/** A connection to a metadata service. */
export const CONNECT: Operation = { operation: 'metadata:Connect', action: 'token.metadata' };
/** A request seen on the wire. */
export const REQUEST: Operation = { operation: 'metadata:Request', action: 'token.metadata' };
/** A command line that asks a metadata service. */
export const COMMAND: Operation = { operation: 'metadata:Command', action: 'token.metadata' };
/** A command that hands out a cloud credential. */
export const TOKEN_COMMAND: Operation = { operation: 'credentials:TokenCommand', action: 'credential.read' };
/** A command that reads a file of credentials. */
export const FILE_COMMAND: Operation = { operation: 'credentials:FileCommand', action: 'credential.read' };
