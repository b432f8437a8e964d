/** Google Workspace: mail, files and calendar of the same people, and its admin console. */

import { type Estate, ndjsonFile } from '../estate.ts';
import { helpdesk } from '../staff.ts';
import { administration } from './administration.ts';
import { workingDay } from './working-day.ts';

export const workspace: Estate = {
  id: 'workspace',
  logs: ['google-workspace'],
  extend: (organisation) => ({ ...organisation, workspace: true }),
  behaviours: [
    ['workspace people', workingDay],
    ['workspace administration', administration],
  ],
  context: (organisation) => ({ helpdesk: helpdesk(organisation).map(({ email }) => `*${email}`) }),
  layout: ({ date, records }) => [ndjsonFile(`google-workspace/${date}.ndjson`, records)],
};
