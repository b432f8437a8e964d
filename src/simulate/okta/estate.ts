/** Okta: everybody's sign-in, in front of AWS and of all other applications. */

import { type Estate, ndjsonFile } from '../estate.ts';
import { helpdesk } from '../staff.ts';
import { administration } from './administration.ts';
import { support } from './support.ts';
import { buildTenant } from './tenant.ts';
import { workingDay } from './working-day.ts';

export const okta: Estate = {
  id: 'okta',
  logs: ['okta-system-log'],
  extend: (organisation, random) => ({ ...organisation, okta: buildTenant(random) }),
  behaviours: [
    ['okta people', workingDay],
    ['okta support', support],
    ['okta administration', administration],
  ],
  context: (organisation) => ({
    helpdesk: helpdesk(organisation).map(({ email }) => `*${email}`),
    automation:
      organisation.okta === undefined
        ? []
        : [
            { name: 'people sync', principals: [organisation.okta.hr.login] },
            {
              name: 'okta terraform',
              principals: [organisation.okta.terraform.login],
              networks: ['ci-runners'],
            },
          ],
  }),
  layout: ({ date, records }) => [ndjsonFile(`okta/${date}.ndjson`, records)],
};
