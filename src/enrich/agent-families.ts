/**
 * The families of user agents, as data, in order of precedence: the first mark found decides. What says most
 * about intent comes first: an attack tool is one whatever SDK carries it, and Terraform sends the mark of the Go
 * SDK behind its own.
 *
 * A user agent is written by the caller and proves nothing; it is a habit worth comparing, no identity.
 */

import type { AgentKind } from '../model/event.ts';

/**
 * Marks are lower case. A mark that begins (ends) with a letter matches only where no letter stands before
 * (after) it, so `pacu` is not found in `capacutil`; one that ends in `/` takes any version.
 */
export interface AgentFamily {
  readonly family: string;
  readonly kind: AgentKind;
  readonly marks: readonly string[];
}

export const AGENT_FAMILIES: readonly AgentFamily[] = [
  // Tools made for intrusion or its rehearsal.
  { family: 'pacu', kind: 'offensive', marks: ['pacu'] },
  { family: 'stratus-red-team', kind: 'offensive', marks: ['stratus-red-team'] },
  // Maps what an outsider could reach; reads like an audit, and is what intruders run first.
  { family: 'scoutsuite', kind: 'offensive', marks: ['scoutsuite', 'scout suite', 'scout2'] },
  { family: 'cloudfox', kind: 'offensive', marks: ['cloudfox'] },
  { family: 'enumerate-iam', kind: 'offensive', marks: ['enumerate-iam', 'enumerate_iam'] },
  { family: 'weirdaal', kind: 'offensive', marks: ['weirdaal'] },
  { family: 'nimbostratus', kind: 'offensive', marks: ['nimbostratus'] },
  { family: 'peirates', kind: 'offensive', marks: ['peirates'] },
  { family: 'cloudgoat', kind: 'offensive', marks: ['cloudgoat'] },
  { family: 'endgame', kind: 'offensive', marks: ['salesforce/endgame', 'aws-endgame'] },
  { family: 'quiet-riot', kind: 'offensive', marks: ['quiet-riot', 'quietriot'] },
  { family: 's3scanner', kind: 'offensive', marks: ['s3scanner', 'bucket_finder', 's3enum'] },
  // Verifies leaked keys by calling GetCallerIdentity under its own name: a sighting means the key leaked.
  { family: 'trufflehog', kind: 'offensive', marks: ['trufflehog'] },
  { family: 'sqlmap', kind: 'offensive', marks: ['sqlmap'] },
  { family: 'nmap', kind: 'offensive', marks: ['nmap scripting engine', 'nmap'] },
  { family: 'nuclei', kind: 'offensive', marks: ['nuclei'] },
  { family: 'masscan', kind: 'offensive', marks: ['masscan', 'zgrab'] },
  { family: 'metasploit', kind: 'offensive', marks: ['metasploit', 'msfconsole'] },

  // Audit tools: read widely, change nothing, run by the security team as a rule. Not counted as offensive, or
  // every customer of them would drown; the family is named so that a first appearance still stands out.
  { family: 'prowler', kind: 'script', marks: ['prowler'] },
  { family: 'steampipe', kind: 'script', marks: ['steampipe'] },
  { family: 'cloudmapper', kind: 'script', marks: ['cloudmapper'] },
  { family: 'cloudsplaining', kind: 'script', marks: ['cloudsplaining'] },
  { family: 'cloudquery', kind: 'script', marks: ['cloudquery', 'cq-provider-aws'] },
  { family: 'cloud-custodian', kind: 'script', marks: ['cloud-custodian', 'cloudcustodian', 'custodian/'] },
  { family: 'cartography', kind: 'script', marks: ['cartography'] },
  { family: 'powerpipe', kind: 'script', marks: ['powerpipe', 'tailpipe'] },

  // CloudShell is the console's own terminal: the command line runs with the console session's rights.
  {
    family: 'aws-cloudshell',
    kind: 'console',
    marks: ['exec-env/cloudshell', 'aws cloudshell', 'aws-cloudshell'],
  },

  // Infrastructure as code. Pulumi's provider embeds Terraform's, so it stands before it.
  { family: 'pulumi', kind: 'iac', marks: ['pulumi', 'pulumiaws', 'pulumi-aws'] },
  { family: 'opentofu', kind: 'iac', marks: ['opentofu'] },
  {
    family: 'crossplane',
    kind: 'iac',
    marks: ['crossplane', 'crossplane-provider-aws', 'upbound-provider-aws', 'upjet'],
  },
  {
    family: 'terraform',
    kind: 'iac',
    marks: ['terraform', 'terraform-provider-aws', 'hashicorp-terraform-exec', 'terragrunt', 'terraformer'],
  },
  { family: 'packer', kind: 'iac', marks: ['packer/', 'packer-plugin-amazon'] },
  { family: 'cdk', kind: 'iac', marks: ['aws-cdk', 'cdk/', 'aws-cdk-cli', 'cdk-assets'] },
  { family: 'sam', kind: 'iac', marks: ['aws-sam-cli', 'samcli'] },
  { family: 'serverless', kind: 'iac', marks: ['serverless/', 'serverless-framework'] },
  { family: 'ansible', kind: 'iac', marks: ['ansible'] },
  { family: 'eksctl', kind: 'iac', marks: ['eksctl'] },
  { family: 'cloudformation', kind: 'iac', marks: ['cloudformation.amazonaws.com', 'cloudformation-cli'] },
  { family: 'aws-controllers-k8s', kind: 'iac', marks: ['aws-controllers-k8s', 'ack-runtime'] },
  { family: 'copilot', kind: 'iac', marks: ['aws-copilot'] },
  { family: 'kops', kind: 'iac', marks: ['kops'] },
  { family: 'chef', kind: 'iac', marks: ['chef-provisioning', 'chef knife', 'chef/'] },

  // Agents: programs that run unattended beside a workload or a pipeline.
  {
    family: 'github-actions',
    kind: 'agent',
    marks: ['configure-aws-credentials-for-github-actions', 'github-actions'],
  },
  { family: 'gitlab-runner', kind: 'agent', marks: ['gitlab-runner'] },
  { family: 'buildkite-agent', kind: 'agent', marks: ['buildkite'] },
  { family: 'jenkins', kind: 'agent', marks: ['jenkins'] },
  {
    family: 'amazon-ssm-agent',
    kind: 'agent',
    marks: ['amazon-ssm-agent', 'ssm-agent-worker', 'ssm-session-worker'],
  },
  { family: 'ecs-agent', kind: 'agent', marks: ['amazon-ecs-agent', 'amazon ecs agent', 'ecs-agent'] },
  {
    family: 'cloudwatch-agent',
    kind: 'agent',
    marks: ['cwagent/', 'amazon-cloudwatch-agent', 'aws-otel-collector'],
  },
  { family: 'codedeploy-agent', kind: 'agent', marks: ['codedeploy-agent', 'aws-codedeploy'] },
  { family: 'cloud-init', kind: 'agent', marks: ['cloud-init'] },
  // A command line, but it names its cluster's version too: `kubectl/v1.30.1 (linux/amd64) kubernetes/6911225`.
  { family: 'kubectl', kind: 'cli', marks: ['kubectl', 'aws-iam-authenticator'] },
  { family: 'kubelet', kind: 'agent', marks: ['kubelet'] },
  {
    family: 'kubernetes',
    kind: 'agent',
    marks: [
      'kubernetes',
      'elbv2.k8s.aws',
      'ebs-csi-driver',
      'aws-ebs-csi-driver',
      'amazon-vpc-cni',
      'external-dns',
      'externaldns',
      'cluster-autoscaler',
    ],
  },
  { family: 'karpenter', kind: 'agent', marks: ['karpenter', 'karpenter.sh'] },
  { family: 'argocd', kind: 'agent', marks: ['argocd', 'argo-cd'] },
  { family: 'external-secrets', kind: 'agent', marks: ['external-secrets'] },
  { family: 'secrets-store-csi', kind: 'agent', marks: ['secrets-store-csi-driver', 'secrets-store-csi'] },
  {
    family: 'secrets-manager-agent',
    kind: 'agent',
    marks: ['aws-secrets-manager-agent', 'awssecretcache', 'secretsmanager-caching'],
  },
  { family: 'rolesanywhere-helper', kind: 'agent', marks: ['credhelper/', 'aws_signing_helper'] },
  { family: 'vault', kind: 'agent', marks: ['vault/', 'hashicorp vault'] },
  { family: 'datadog', kind: 'agent', marks: ['datadog', 'datadog-agent'] },
  { family: 'new-relic', kind: 'agent', marks: ['newrelic', 'new relic'] },
  { family: 'fluent-bit', kind: 'agent', marks: ['fluent-bit', 'fluentbit', 'fluentd', 'fluent-plugin'] },
  { family: 'telegraf', kind: 'agent', marks: ['telegraf'] },
  { family: 'grafana', kind: 'agent', marks: ['grafana'] },
  {
    family: 'elastic-agent',
    kind: 'agent',
    marks: ['filebeat', 'metricbeat', 'elastic-agent', 'elastic beats'],
  },
  { family: 'splunk', kind: 'agent', marks: ['splunk'] },
  { family: 'vector', kind: 'agent', marks: ['vector/'] },

  // Command lines.
  { family: 'aws-powershell', kind: 'cli', marks: ['awspowershell'] },
  { family: 'aws-cli', kind: 'cli', marks: ['aws-cli'] },
  { family: 'ec2-api-tools', kind: 'cli', marks: ['ec2-api-tools'] },
  { family: 'saml2aws', kind: 'cli', marks: ['saml2aws'] },
  { family: 'gsutil', kind: 'cli', marks: ['gsutil'] },
  { family: 'gcloud', kind: 'cli', marks: ['google-cloud-sdk', 'gcloud/', 'gcloud cli'] },
  { family: 'session-manager-plugin', kind: 'cli', marks: ['session-manager-plugin'] },
  { family: 'aws-toolkit', kind: 'cli', marks: ['aws-toolkit', 'amazon-q'] },

  // File movers with a face. S3 Browser is an ordinary program that one extortion group (GUI-vil) is known by.
  { family: 's3-browser', kind: 'script', marks: ['s3 browser', 's3browser'] },
  { family: 'rclone', kind: 'script', marks: ['rclone'] },
  { family: 'cyberduck', kind: 'script', marks: ['cyberduck', 'mountain duck'] },
  { family: 's3cmd', kind: 'script', marks: ['s3cmd', 's5cmd', 's4cmd'] },
  { family: 'minio', kind: 'script', marks: ['minio', 'minio-go'] },
  { family: 'winscp', kind: 'script', marks: ['winscp'] },

  // SDKs. `aws-sdk-go` is the beginning of `aws-sdk-go-v2`, boto3 carries the mark of botocore.
  { family: 'boto3', kind: 'sdk', marks: ['boto3'] },
  { family: 'botocore', kind: 'sdk', marks: ['botocore', 'aiobotocore'] },
  { family: 'boto', kind: 'sdk', marks: ['boto/'] },
  { family: 'aws-sdk-go-v2', kind: 'sdk', marks: ['aws-sdk-go-v2'] },
  { family: 'aws-sdk-go', kind: 'sdk', marks: ['aws-sdk-go'] },
  { family: 'aws-sdk-java', kind: 'sdk', marks: ['aws-sdk-java'] },
  { family: 'aws-sdk-js', kind: 'sdk', marks: ['aws-sdk-js', 'aws-sdk-nodejs', 'aws-amplify'] },
  { family: 'aws-sdk-rust', kind: 'sdk', marks: ['aws-sdk-rust'] },
  { family: 'rusoto', kind: 'sdk', marks: ['rusoto'] },
  { family: 'aws-sdk-ruby', kind: 'sdk', marks: ['aws-sdk-ruby'] },
  { family: 'aws-sdk-php', kind: 'sdk', marks: ['aws-sdk-php'] },
  { family: 'aws-sdk-net', kind: 'sdk', marks: ['aws-sdk-dotnet', 'aws-sdk-net'] },
  { family: 'aws-sdk-cpp', kind: 'sdk', marks: ['aws-sdk-cpp'] },
  { family: 'aws-sdk-kotlin', kind: 'sdk', marks: ['aws-sdk-kotlin'] },
  { family: 'aws-sdk-swift', kind: 'sdk', marks: ['aws-sdk-swift', 'aws-sdk-ios'] },
  { family: 'aws-sdk-android', kind: 'sdk', marks: ['aws-sdk-android'] },
  { family: 'aws-sdk-python', kind: 'sdk', marks: ['aws-sdk-python'] },
  // Google's libraries say `gl-LANGUAGE/` or `google-api-…`; `gcloud-…` is the older mark.
  {
    family: 'google-sdk',
    kind: 'sdk',
    marks: [
      'google-api-',
      'google-cloud-',
      'gcloud-',
      'gl-python/',
      'gl-java/',
      'gl-node/',
      'gl-go/',
      'gl-dotnet/',
      'gl-php/',
      'gl-ruby/',
      'gax/',
      'grpc-',
    ],
  },

  // Bare HTTP clients. Nobody who has an SDK signs requests by hand, except in scripts and exploits.
  { family: 'powershell-web', kind: 'script', marks: ['windowspowershell/', 'powershell/'] },
  {
    family: 'headless-browser',
    kind: 'script',
    marks: ['headlesschrome', 'phantomjs', 'selenium', 'playwright', 'puppeteer'],
  },
  { family: 'curl', kind: 'script', marks: ['curl', 'libcurl'] },
  { family: 'wget', kind: 'script', marks: ['wget'] },
  { family: 'httpie', kind: 'script', marks: ['httpie'] },
  { family: 'postman', kind: 'script', marks: ['postmanruntime', 'insomnia/'] },
  { family: 'python-requests', kind: 'script', marks: ['python-requests'] },
  { family: 'python-urllib', kind: 'script', marks: ['python-urllib', 'urllib3', 'python-urllib3'] },
  { family: 'python-httpx', kind: 'script', marks: ['python-httpx', 'aiohttp'] },
  { family: 'go-http-client', kind: 'script', marks: ['go-http-client'] },
  { family: 'okhttp', kind: 'script', marks: ['okhttp'] },
  { family: 'apache-http-client', kind: 'script', marks: ['apache-httpclient'] },
  { family: 'axios', kind: 'script', marks: ['axios'] },
  { family: 'node-fetch', kind: 'script', marks: ['node-fetch', 'undici'] },
  { family: 'perl', kind: 'script', marks: ['libwww-perl', 'lwp::'] },
  { family: 'ruby-http', kind: 'script', marks: ['faraday', 'rest-client', 'ruby'] },
  { family: 'java-http', kind: 'script', marks: ['java-http-client', 'java/'] },

  // The Cloud console calls clusters by this name; its other calls carry the browser's.
  { family: 'google-cloud-console', kind: 'console', marks: ['googlecloudconsole'] },
  {
    family: 'browser',
    kind: 'browser',
    marks: ['mozilla', 'chrome/', 'firefox/', 'safari/', 'edg/', 'edge/', 'opera/'],
  },
];

/**
 * Consoles of AWS sign their back-end calls with these. `aws-internal/` in front of the Java SDK is a console
 * back end too: customers cannot obtain that build.
 */
export const CONSOLE_MARKS: readonly string[] = [
  'console.amazonaws.com',
  'signin.amazonaws.com',
  'console.aws.amazon.com',
  'consolemobile',
  's3console/',
  'aws console',
  'awsconsole',
  'aws-console',
  'rds console',
  'ec2consolebackend',
  'aws-internal/',
];

/**
 * Distributions for penetration testing, as their kernels and builds name themselves in the operating-system part
 * of a boto or CLI user agent (`Linux/6.6.9-kali1-amd64`, `exe/x86_64.parrot`). GuardDuty's PenTest findings rest
 * on the same three.
 */
export const OFFENSIVE_SYSTEMS: readonly AgentFamily[] = [
  { family: 'kali-linux', kind: 'offensive', marks: ['kali'] },
  { family: 'parrot-linux', kind: 'offensive', marks: ['parrot'] },
  { family: 'pentoo-linux', kind: 'offensive', marks: ['pentoo'] },
  { family: 'blackarch-linux', kind: 'offensive', marks: ['blackarch'] },
];
