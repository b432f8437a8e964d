/** Which service account a call is about: requests name it by e-mail address or number, labels by both. */

import { textAt } from '../../lib/json.ts';
import type { Principal } from '../../model/event.ts';
import { principalOfEmail } from '../../vendor/google/principal.ts';
import type { Call } from './call.ts';

export function serviceAccountOf(call: Call): Principal | undefined {
  const { request, response, resourceLabels } = call;
  const named = [textAt(request, 'name'), call.resourceName, textAt(response, 'name')];
  const email =
    named.map((name) => ACCOUNT.exec(name ?? '')?.[1]).find((found) => found !== undefined) ??
    resourceLabels['email_id'] ??
    textAt(response, 'email') ??
    textAt(request, 'serviceAccountEmail') ??
    textAt(request, 'service_account_email');
  return email === undefined || !email.includes('@') ? undefined : principalOfEmail(email);
}

const ACCOUNT = /serviceAccounts\/([^/]+@[^/]+)/;
