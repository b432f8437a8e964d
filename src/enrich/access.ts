/**
 * By which path a call was made, where only its user agent tells. A caller may send any agent, so this is what the
 * call looks like; a source that knows better says so itself.
 */

import type { Access } from '../model/event.ts';
import { classifyAgent } from './user-agent.ts';

/** A browser is taken for the vendor's console; scripts and unknown programs stay unknown. */
export function accessByAgent(userAgent: string | undefined): Access {
  const { kind } = classifyAgent(userAgent);
  switch (kind) {
    case 'browser':
    case 'console':
      return 'console';
    case 'cli':
    case 'sdk':
    case 'iac':
    case 'agent':
    case 'service':
      return kind;
    case 'script':
    case 'offensive':
    case 'unknown':
      return 'unknown';
  }
}
