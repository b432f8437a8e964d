/** What happens at the small company in the last week: honest oddities, and intrusions, each by itself. */

import { ACCOUNT } from '../../harness/cloudtrail.ts';
import {
  assume,
  BOTO3,
  CLI,
  type Company,
  DAY,
  homeOf,
  MINUTE,
  roleSession,
  START,
  temporaryKey,
  userWithKey,
  write,
} from './company.ts';
import { addressIn, type Network } from './networks.ts';

/** Thursday of the third week, late in the morning. */
export const NOW = START + 17 * DAY + 667 * MINUTE;

export type Happening = (company: Company) => void;

/** Things that a good watch looks at once, if at all: none is a reason to wake anybody. */
export const HONEST: Readonly<Record<string, Happening>> = {
  'somebody rotates their own key from home': (company) => {
    const here = { sourceIPAddress: homeOf(company, 'cy'), userAgent: CLI };
    write(company, NOW, ['iam', 'CreateAccessKey'], {
      ...here,
      userIdentity: userWithKey('cy'),
      requestParameters: { userName: 'cy' },
      responseElements: {
        accessKey: { accessKeyId: 'AKIANEWKEYCY22222222', userName: 'cy', status: 'Active' },
      },
    });
    const userIdentity = { ...userWithKey('cy'), accessKeyId: 'AKIANEWKEYCY22222222' };
    write(company, NOW + 9 * MINUTE, ['sts', 'GetCallerIdentity'], { ...here, userIdentity });
  },
  // A week on, when the rest of the log has nobody at a desk at the same time.
  'somebody works from a hotel in another country': (company) => {
    const sourceIPAddress = addressIn('hotel', company.random);
    for (let call = 0; call < 12; call++)
      write(company, NOW + 7 * DAY + call * 20 * MINUTE, ['ec2', 'DescribeInstances'], {
        sourceIPAddress,
        userAgent: CLI,
        userIdentity: userWithKey('di'),
      });
  },
  'an engineer uploads the public key of a new laptop': (company) =>
    write(company, NOW, ['ec2', 'ImportKeyPair'], {
      sourceIPAddress: homeOf(company, 'ed'),
      userAgent: CLI,
      userIdentity: userWithKey('ed'),
      requestParameters: { keyName: 'ed-laptop' },
      responseElements: { keyName: 'ed-laptop', keyPairId: 'key-00000000000000001' },
    }),
};

export const INTRUSIONS: Readonly<Record<string, (from: Network) => Happening>> = {
  'the pipeline’s key takes the pipeline’s role elsewhere and reads secrets': (from) => (company) => {
    const here = { sourceIPAddress: addressIn(from, company.random), userAgent: BOTO3 };
    const key = temporaryKey(company);
    write(company, NOW, ['sts', 'GetCallerIdentity'], { ...here, userIdentity: userWithKey('pipeline') });
    assume(company, NOW + 2 * MINUTE, ['deploy', 'Runner'], key, {
      ...here,
      userIdentity: userWithKey('pipeline'),
    });
    for (let secret = 0; secret < 4; secret++)
      write(company, NOW + (4 + secret) * MINUTE, ['secretsmanager', 'GetSecretValue'], {
        ...here,
        userIdentity: roleSession('deploy', 'Runner', key, NOW + 2 * MINUTE),
        requestParameters: { secretId: `prod/secret-${secret}` },
      });
  },
  'a machine’s credential is used away from the machine': (from) => (company) => {
    const own = company.machines.get('web 0');
    const began = START + 17 * DAY + 6 * 60 * MINUTE;
    const userIdentity = roleSession('web', own?.id ?? '', own?.key ?? '', began, true);
    const here = { sourceIPAddress: addressIn(from, company.random), userAgent: BOTO3, userIdentity };
    write(company, NOW, ['sts', 'GetCallerIdentity'], here);
    write(company, NOW + 3 * MINUTE, ['s3', 'ListBuckets'], here);
  },
  'a stolen key equips two other users': (from) => (company) => {
    const here = { sourceIPAddress: addressIn(from, company.random), userAgent: BOTO3 };
    const by = { ...here, userIdentity: userWithKey('bo') };
    write(company, NOW, ['iam', 'ListUsers'], by);
    write(company, NOW + 4 * MINUTE, ['iam', 'CreateLoginProfile'], {
      ...by,
      requestParameters: { userName: 'fi', passwordResetRequired: false },
      responseElements: { loginProfile: { userName: 'fi' } },
    });
    write(company, NOW + 6 * MINUTE, ['iam', 'CreateAccessKey'], {
      ...by,
      requestParameters: { userName: 'ed' },
      responseElements: {
        accessKey: { accessKeyId: 'AKIANEWKEYED22222222', userName: 'ed', status: 'Active' },
      },
    });
    const userIdentity = { ...userWithKey('ed'), accessKeyId: 'AKIANEWKEYED22222222' };
    write(company, NOW + 12 * MINUTE, ['sts', 'GetCallerIdentity'], { ...here, userIdentity });
  },
  'a stolen key asks for a federation session and opens the console with it': (from) => (company) => {
    const here = { sourceIPAddress: addressIn(from, company.random), userAgent: BOTO3 };
    const arn = `arn:aws:sts::${ACCOUNT}:federated-user/ana`;
    write(company, NOW, ['sts', 'GetFederationToken'], {
      ...here,
      userIdentity: userWithKey('ana'),
      requestParameters: {
        name: 'ana',
        policy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
        durationSeconds: 129_600,
      },
      responseElements: {
        credentials: { accessKeyId: 'ASIAFEDERATED2222222' },
        federatedUser: { federatedUserId: `${ACCOUNT}:ana`, arn },
      },
    });
    const federated = {
      type: 'FederatedUser',
      principalId: `${ACCOUNT}:ana`,
      arn,
      accountId: ACCOUNT,
      accessKeyId: 'ASIAFEDERATED2222222',
      sessionContext: { sessionIssuer: userWithKey('ana') },
    };
    write(company, NOW + 3 * MINUTE, ['signin', 'GetSigninToken'], {
      ...here,
      userIdentity: federated,
      eventType: 'AwsConsoleSignIn',
      responseElements: { GetSigninToken: 'Success' },
    });
    write(company, NOW + 5 * MINUTE, ['ec2', 'DescribeInstances'], { ...here, userIdentity: federated });
  },
};
