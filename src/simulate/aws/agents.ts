/** User agents as AWS logs them, by the program that sends them. Versions are of early 2026; data only. */

export const BROWSERS = [
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:147.0) Gecko/20100101 Firefox/147.0',
] as const;

const CLI_PLATFORMS = [
  'ua/2.1 os/macos#25.2.0 md/arch#arm64 lang/python#3.13.9 md/pyimpl#CPython',
  'ua/2.1 os/windows#11 md/arch#amd64 lang/python#3.13.9 md/pyimpl#CPython',
  'ua/2.1 os/linux#6.14.0-37-generic md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython md/distrib#ubuntu.24',
  'ua/2.1 os/macos#24.6.0 md/arch#arm64 lang/python#3.13.9 md/pyimpl#CPython',
] as const;

/** The AWS CLI names the command it runs. */
export function cli(platform: number, operation: string, version = '2.32.9'): string {
  const command = operation
    .replace(':', '.')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
  const where = CLI_PLATFORMS[platform % CLI_PLATFORMS.length] ?? CLI_PLATFORMS[0];
  return `aws-cli/${version} md/awscrt#0.29.1 ${where} m/N,Z,b,D,E cfg/retry-mode#standard md/installer#exe md/prompt#off md/command#${command}`;
}

export const AGENTS = {
  terraform:
    'APN/1.0 HashiCorp/1.0 Terraform/1.14.3 (+https://www.terraform.io) terraform-provider-aws/6.27.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.41.0 ua/2.1 os/linux lang/go#1.25.5 md/GOOS#linux md/GOARCH#amd64 m/g',
  ssmAgent: 'aws-sdk-go/1.55.5 (go1.24.9; linux; amd64) amazon-ssm-agent/3.3.3270.0',
  cloudwatchAgent:
    'CWAgent/1.300062.0 (go1.25.3; linux; amd64) aws-sdk-go-v2/1.39.6 ua/2.1 os/linux lang/go#1.25.3 md/GOOS#linux md/GOARCH#amd64',
  java: 'aws-sdk-java/2.40.8 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.158-178.288.amzn2023.x86_64 lang/java#21.0.9 md/OpenJDK_64-Bit_Server_VM#21.0.9-10-LTS md/vendor#Amazon.com_Inc. md/en_US md/internal m/D,N,b,e,i',
  node: 'aws-sdk-js/3.958.0 ua/2.1 os/linux#6.1.158-178.288.amzn2023.x86_64 lang/js md/nodejs#22.21.1 m/E,e,b',
  python:
    'Boto3/1.42.16 md/Botocore#1.42.16 ua/2.1 os/linux#6.1.158-178.288.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.12 md/pyimpl#CPython m/Z,D,b,N cfg/retry-mode#standard Botocore/1.42.16',
  lambdaPython:
    'Boto3/1.42.4 md/Botocore#1.42.4 ua/2.1 os/linux#5.10.246-263.978.amzn2.x86_64 md/arch#x86_64 lang/python#3.13.9 md/pyimpl#CPython exec-env/AWS_Lambda_python3.13 m/D,Z,b,N cfg/retry-mode#legacy Botocore/1.42.4',
  lambdaNode:
    'aws-sdk-js/3.953.0 ua/2.1 os/linux#5.10.246-263.978.amzn2.x86_64 lang/js md/nodejs#22.21.1 exec-env/AWS_Lambda_nodejs22.x m/E,e,b',
  ecsGo:
    'aws-sdk-go-v2/1.40.1 ua/2.1 os/linux lang/go#1.25.4 md/GOOS#linux md/GOARCH#arm64 exec-env/AWS_ECS_FARGATE m/E,g',
  ci: 'aws-sdk-js/3.948.0 ua/2.1 os/linux#6.11.0-1018-azure lang/js md/nodejs#20.19.6 exec-env/ci-runner m/E,b app/configure-aws-credentials',
  console: 'AWS Internal',
  /** After an upgrade of the SDKs. */
  javaNew:
    'aws-sdk-java/2.41.2 md/io#sync md/http#Apache ua/2.1 os/Linux#6.1.161-183.298.amzn2023.x86_64 lang/java#21.0.10 md/OpenJDK_64-Bit_Server_VM#21.0.10-7-LTS md/vendor#Amazon.com_Inc. md/en_US md/internal m/D,N,b,e,i',
  nodeNew:
    'aws-sdk-js/3.971.0 ua/2.1 os/linux#6.1.161-183.298.amzn2023.x86_64 lang/js md/nodejs#22.22.0 m/E,e,b',
  pythonNew:
    'Boto3/1.42.31 md/Botocore#1.42.31 ua/2.1 os/linux#6.1.161-183.298.amzn2023.x86_64 md/arch#x86_64 lang/python#3.13.11 md/pyimpl#CPython m/Z,D,b,N cfg/retry-mode#standard Botocore/1.42.31',
  /** What an intruder with a rented Linux server and the common tools sends. */
  intruderPython:
    'Boto3/1.34.46 md/Botocore#1.34.46 ua/2.0 os/linux#6.8.11-amd64 md/arch#x86_64 lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.34.46',
  intruderCli: 'aws-cli/2.15.24 Python/3.11.8 Linux/6.8.11-amd64 source/x86_64 prompt/off',
  intruderBrowser: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
} as const;
