import { describe, expect, test } from 'vitest';
import type { AgentKind } from '../model/event.ts';
import { AGENT_FAMILIES } from './agent-families.ts';
import { classifyAgent, isConsoleAgent } from './user-agent.ts';

const BOTO_LINUX = 'Boto3/1.34.20 md/Botocore#1.34.20 ua/2.0 os/linux#6.1.0';
const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.9.0 (+https://www.terraform.io) terraform-provider-aws/5.60.0 ' +
  '(+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5';

describe('a user agent is sorted into its family', () => {
  test.each<[string, string, AgentKind]>([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
      'browser',
      'browser',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0',
      'browser',
      'browser',
    ],
    [
      '[Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0]',
      'browser',
      'browser',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/126.0.0.0 Safari/537.36', 'headless-browser', 'script'],
    [
      'Mozilla/5.0 (Windows NT; Windows NT 10.0; en-GB) WindowsPowerShell/5.1.22621',
      'powershell-web',
      'script',
    ],

    ['console.amazonaws.com', 'aws-console', 'console'],
    ['GoogleCloudConsole', 'google-cloud-console', 'console'],
    [
      'google-cloud-sdk gcloud/480.0.0 command/gcloud.projects.list python/3.11.8 (Linux 6.1.0),gzip(gfe)',
      'gcloud',
      'cli',
    ],
    ['google-api-go-client/0.5,gzip(gfe)', 'google-sdk', 'sdk'],
    ['kubectl/v1.30.1 (linux/amd64) kubernetes/6911225', 'kubectl', 'cli'],
    ['signin.amazonaws.com', 'aws-console', 'console'],
    ['console.ec2.amazonaws.com', 'aws-console', 'console'],
    ['AWSConsole', 'aws-console', 'console'],
    ['[AWS Console Lambda, aws-internal/3 aws-sdk-java/1.12.700]', 'aws-console', 'console'],
    [
      '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.700 Linux/5.10.0 java/1.8.0_402]',
      'aws-console',
      'console',
    ],
    ['RDS Console, aws-internal/3 aws-sdk-java/1.11.900 Linux/5.10.0', 'aws-console', 'console'],
    ['aws-internal/3 aws-sdk-java/1.12.700 Linux/5.10.0 cfg/retry-mode/standard', 'aws-console', 'console'],
    [
      'aws-cli/2.15.0 Python/3.11.6 Linux/6.1.0 exec-env/CloudShell exe/x86_64.amzn.2023',
      'aws-cloudshell',
      'console',
    ],

    ['aws-cli/1.32.1 Python/3.9.16 Linux/5.10.0 botocore/1.34.1', 'aws-cli', 'cli'],
    [
      'aws-cli/2.17.0 md/awscrt#0.20.11 ua/2.0 os/macos#23.5.0 lang/python#3.11.8 md/command#s3.ls',
      'aws-cli',
      'cli',
    ],
    ['AWSPowerShell.NetCore/4.1.600 .NET_Core/8.0.4 aws-sdk-dotnet-coreclr/3.7.4', 'aws-powershell', 'cli'],
    ['ec2-api-tools 1.7.5', 'ec2-api-tools', 'cli'],

    ['[Boto3/1.26.0 Python/3.10.6 Linux/5.19.0 Botocore/1.29.0]', 'boto3', 'sdk'],
    [`${BOTO_LINUX} md/arch#x86_64 lang/python#3.12.1`, 'boto3', 'sdk'],
    ['Botocore/1.31.0 ua/2.0 os/linux#6.1.0 lang/python#3.11.4', 'botocore', 'sdk'],
    ['aiobotocore/2.13.0 md/Botocore#1.34.0', 'botocore', 'sdk'],
    ['Boto/2.49.0 Python/2.7.18 Linux/4.14.0', 'boto', 'sdk'],
    [
      'aws-sdk-java/2.25.1 Linux/5.10.0 OpenJDK_64-Bit_Server_VM/17.0.10 vendor/Eclipse_Adoptium',
      'aws-sdk-java',
      'sdk',
    ],
    ['aws-sdk-go/1.51.0 (go1.22.1; linux; amd64)', 'aws-sdk-go', 'sdk'],
    ['[aws-sdk-go-v2/1.30.0 os/linux lang/go#1.22.4 md/GOOS#linux]', 'aws-sdk-go-v2', 'sdk'],
    ['aws-sdk-js/3.600.0 ua/2.0 os/linux#6.1.0 lang/js md/nodejs#20.14.0', 'aws-sdk-js', 'sdk'],
    ['aws-sdk-nodejs/2.1600.0 linux/v18.20.0 promise', 'aws-sdk-js', 'sdk'],
    ['aws-sdk-rust/1.3.0 os/linux lang/rust/1.78.0', 'aws-sdk-rust', 'sdk'],
    ['aws-sdk-ruby3/3.201.0 ua/2.0 ruby/3.2.2 x86_64-linux', 'aws-sdk-ruby', 'sdk'],
    ['aws-sdk-php/3.300.0 OS/Linux#6.1.0 lang/php#8.2.0 GuzzleHttp/7', 'aws-sdk-php', 'sdk'],
    ['aws-sdk-dotnet-coreclr/3.7.300.0 aws-sdk-dotnet-core/3.7.300.0 .NET_Core/8.0.0', 'aws-sdk-net', 'sdk'],
    ['aws-sdk-cpp/1.11.300 Linux/5.10.0 x86_64 GCC/11.4.1', 'aws-sdk-cpp', 'sdk'],
    ['aws-sdk-kotlin/1.2.0 ua/2.0 api/sts#1.2.0', 'aws-sdk-kotlin', 'sdk'],
    ['worker/1.0 rusoto/0.48.0 rust/1.70.0 linux', 'rusoto', 'sdk'],

    [TERRAFORM, 'terraform', 'iac'],
    ['aws-sdk-go/1.44.0 (go1.19; linux; amd64) APN/1.0 HashiCorp/1.0 Terraform/0.15.5', 'terraform', 'iac'],
    ['APN/1.0 HashiCorp/1.0 OpenTofu/1.7.2 aws-sdk-go-v2/1.30.0', 'opentofu', 'iac'],
    ['APN/1.0 Pulumi/1.0 PulumiAws/6.40.0 terraform-provider-aws/dev aws-sdk-go-v2/1.30.0', 'pulumi', 'iac'],
    ['APN/1.0 HashiCorp/1.0 Packer/1.11.0 aws-sdk-go/1.44.0', 'packer', 'iac'],
    ['APN/1.0 Ansible/2.16.4 Boto3/1.34.0 Botocore/1.34.0', 'ansible', 'iac'],
    ['aws-sdk-js/3.500.0 aws-cdk/2.150.0', 'cdk', 'iac'],
    ['aws-sam-cli/1.120.0 Boto3/1.34.0 Botocore/1.34.0', 'sam', 'iac'],
    ['eksctl/0.180.0 aws-sdk-go-v2/1.30.0', 'eksctl', 'iac'],
    ['upbound-provider-aws/1.9.0 aws-sdk-go-v2/1.30.0', 'crossplane', 'iac'],
    ['cloudformation.amazonaws.com', 'cloudformation', 'iac'],

    ['aws-sdk-go/1.51.0 (go1.22.1; linux; amd64) amazon-ssm-agent/3.3.0', 'amazon-ssm-agent', 'agent'],
    ['Amazon ECS Agent - v1.83.0 (*1a2b3c4d) (linux) (+http://example.com)', 'ecs-agent', 'agent'],
    ['Cloud-Init/23.2.2', 'cloud-init', 'agent'],
    ['kubelet/v1.30.0 aws-sdk-go/1.51.0', 'kubelet', 'agent'],
    ['aws-sdk-js/3.600.0 configure-aws-credentials-for-github-actions', 'github-actions', 'agent'],
    ['Datadog', 'datadog', 'agent'],

    ['curl/8.5.0', 'curl', 'script'],
    ['Wget/1.21.4', 'wget', 'script'],
    ['python-requests/2.32.3', 'python-requests', 'script'],
    ['Python-urllib/3.11', 'python-urllib', 'script'],
    ['Go-http-client/2.0', 'go-http-client', 'script'],
    ['okhttp/4.12.0', 'okhttp', 'script'],
    ['axios/1.7.2', 'axios', 'script'],
    ['node-fetch/1.0 (+https://example.com)', 'node-fetch', 'script'],
    ['[S3 Browser/11.7.5 (https://s3browser.com)]', 's3-browser', 'script'],
    ['Boto3/1.34.0 Botocore/1.34.0 Prowler/4.2.4', 'prowler', 'script'],
    ['steampipe aws-sdk-go-v2/1.30.0', 'steampipe', 'script'],

    ['Boto3/1.34.0 Python/3.11 Botocore/1.34.0 pacu/1.6.0', 'pacu', 'offensive'],
    ['Scout Suite/5.14.0', 'scoutsuite', 'offensive'],
    ['CloudFox/1.14.0 aws-sdk-go-v2/1.30.0', 'cloudfox', 'offensive'],
    ['TruffleHog', 'trufflehog', 'offensive'],
    ['stratus-red-team_0f1e2d3c-aaaa-bbbb-cccc-000000000000', 'stratus-red-team', 'offensive'],
    [`${TERRAFORM} stratus-red-team_0f1e2d3c`, 'stratus-red-team', 'offensive'],
    ['Boto3/1.9.89 Python/2.7.15+ Linux/4.19.0-kali1-amd64 Botocore/1.12.89', 'kali-linux', 'offensive'],
    ['aws-cli/2.17.0 Python/3.11.9 Linux/6.8.11-amd64 exe/x86_64.kali.2024', 'kali-linux', 'offensive'],
    [
      'aws-cli/2.9.19 Python/3.11.2 Linux/6.5.0-13parrot1-amd64 source/x86_64.parrot.6',
      'parrot-linux',
      'offensive',
    ],
    ['Boto3/1.17.0 Python/3.8 Linux/5.10.0-pentoo Botocore/1.20.0', 'pentoo-linux', 'offensive'],

    ['secretsmanager.amazonaws.com', 'aws-service', 'service'],
    ['AWS Internal', 'aws-service', 'service'],
    ['Coral/Netty4', 'aws-service', 'service'],
    ['ec2.amazonaws.com.cn', 'aws-service', 'service'],

    ['PayrollSync/7.1 (build 4)', 'payrollsync', 'unknown'],
    ['nightly-export-20260301', 'nightly-export', 'unknown'],
    ['9d1f7c1e-run', 'other', 'unknown'],
    ['aws-console-mimic.amazonaws.com evil', 'aws-console', 'console'],
    ['', 'unknown', 'unknown'],
    ['[]', 'unknown', 'unknown'],
  ])('%s', (userAgent, family, kind) => {
    expect(classifyAgent(userAgent)).toEqual({ family, kind });
  });

  test('no user agent is unknown', () => {
    expect(classifyAgent(undefined)).toEqual({ family: 'unknown', kind: 'unknown' });
  });
});

describe('words that only look like a mark do not count', () => {
  test.each([
    ['capacutil/1.0', 'capacutil'],
    ['parrot-feeder/2.0', 'parrot-feeder'],
    ['kalium/1.0', 'kalium'],
    ['scurley/2', 'scurley'],
  ])('%s', (userAgent, family) => {
    expect(classifyAgent(userAgent)).toEqual({ family, kind: 'unknown' });
  });

  test('a program cannot name itself like a family it bears no mark of', () => {
    expect(classifyAgent('aws-service/1.0')).toEqual({ family: 'other', kind: 'unknown' });
  });
});

test('the console is told from the command line', () => {
  expect(isConsoleAgent('console.amazonaws.com')).toBe(true);
  expect(isConsoleAgent('aws-cli/2.15.0 exec-env/CloudShell')).toBe(true);
  expect(isConsoleAgent('aws-cli/2.15.0')).toBe(false);
  expect(isConsoleAgent(undefined)).toBe(false);
});

test('an overlong user agent is read only at its head, and fast', () => {
  const started = performance.now();
  for (let round = 0; round < 50; round += 1) {
    const agent = `${'a'.repeat(100_000)}${round} pacu/1.0`;
    expect(classifyAgent(agent).kind).toBe('unknown');
    expect(classifyAgent(`curl/${round} ${'/linux '.repeat(50_000)}`).family).toBe('curl');
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('every family is listed once and every mark is lower case', () => {
  const names = AGENT_FAMILIES.map((each) => each.family);
  expect(new Set(names).size).toBe(names.length);
  for (const mark of AGENT_FAMILIES.flatMap((each) => each.marks)) expect(mark).toBe(mark.toLowerCase());
});
