/**
 * Benign surprises: what ordinary organisations do that looks odd in a log. A good detection stays quiet, or says
 * little, about every one of them. Explicit list; each is independent of the others. Days count from 0.
 */

import type { Surprise } from '../stage.ts';
import { acquisition } from './acquisition.ts';
import { agentUpgrades } from './agent-upgrades.ts';
import { applicationSecretFromHome } from './application-secret-from-home.ts';
import { approvedChange } from './approved-change.ts';
import { consultant, hireBatch } from './arrivals.ts';
import { azureNatChange } from './azure-nat-change.ts';
import { conditionalAccessChange } from './conditional-access-change.ts';
import { federationChangeAnnounced, federationChangeUnannounced } from './federation-change.ts';
import { gcpKeyWave } from './gcp-key-wave.ts';
import { gcpNewProject } from './gcp-new-project.ts';
import { instanceReplacement } from './instance-replacement.ts';
import { journey } from './journey.ts';
import { keyRotation } from './key-rotation.ts';
import { keyRotationWave } from './key-rotation-wave.ts';
import { machinesScaleOut } from './machines-scale-out.ts';
import { migrationScript } from './migration-script.ts';
import { monitoringAgent } from './monitoring-agent.ts';
import { natChange } from './nat-change.ts';
import { newHire } from './new-hire.ts';
import { newRunners } from './new-runners.ts';
import { newServices } from './new-services.ts';
import { nightCall } from './night-call.ts';
import { passwordDrill } from './password-drill.ts';
import { phoneReplacements } from './phone-replacements.ts';
import { pimAtNight } from './pim-at-night.ts';
import { regionExpansion } from './region-expansion.ts';
import { scaling } from './scaling.ts';
import { teamMoves } from './team-moves.ts';
import { urgentAbroad } from './urgent-abroad.ts';
import { vpnChange } from './vpn-change.ts';

/** Those of the bundled example, which have days of their own in the small scenery. */
export const EXAMPLE_SURPRISES: readonly Surprise[] = [
  approvedChange,
  instanceReplacement,
  journey,
  keyRotation,
  newHire,
  newRunners,
  nightCall,
];

/** All: those that are not of the example happen in the wide scenery alone. */
export const SURPRISES: readonly Surprise[] = [
  acquisition,
  agentUpgrades,
  applicationSecretFromHome,
  approvedChange,
  azureNatChange,
  conditionalAccessChange,
  consultant,
  federationChangeAnnounced,
  federationChangeUnannounced,
  gcpKeyWave,
  gcpNewProject,
  hireBatch,
  instanceReplacement,
  journey,
  keyRotation,
  keyRotationWave,
  machinesScaleOut,
  migrationScript,
  monitoringAgent,
  natChange,
  newHire,
  newRunners,
  newServices,
  nightCall,
  passwordDrill,
  phoneReplacements,
  pimAtNight,
  regionExpansion,
  scaling,
  teamMoves,
  urgentAbroad,
  vpnChange,
];
