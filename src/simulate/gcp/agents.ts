/** User agents as Google Cloud logs them. Versions are of early 2026; data only. */

export const AGENTS = {
  node: 'google-api-nodejs-client/10.5.0 gl-node/22.21.1 gccl/7.18.0 gax/5.0.6,gzip(gfe)',
  java: 'gcloud-java/2.62.0 gl-java/21.0.9 gapic/2.62.0 gax/2.72.0 grpc-java-netty/1.76.0,gzip(gfe)',
  python: 'gl-python/3.12.12 grpc/1.76.0 gax/2.28.1 gapic/2.25.0 gccl/3.6.0,gzip(gfe)',
  /** A bridge nobody has touched for years. */
  oldJava: 'gcloud-java/1.113.1 Google-API-Java-Client/1.30.11 Google-HTTP-Java-Client/1.38.0 (gzip)',
  ci: 'google-github-actions:auth/3.0.0,gzip(gfe)',
  terraform:
    'google-api-go-client/0.5 Terraform/1.14.3 (+https://www.terraform.io) Terraform-Plugin-SDK/2.38.1 terraform-provider-google/7.15.0,gzip(gfe)',
  composer:
    'gl-python/3.11.14 grpc/1.75.1 gax/2.25.0 gapic/2.20.0 apache-airflow-providers-google/18.1.0,gzip(gfe)',
  intruderPython: 'python-requests/2.31.0,gzip(gfe)',
} as const;

const PLATFORMS = [
  'client-os/MACOSX client-os-ver/25.2.0 client-pltf-arch/arm interactive/True from-script/False python/3.13.9 term/xterm-256color (Macintosh; Intel Mac OS X 25.2.0)',
  'client-os/WINDOWS client-os-ver/10.0.26200 client-pltf-arch/x86_64 interactive/True from-script/False python/3.13.9 term/xterm (Windows NT 10.0.26200)',
  'client-os/LINUX client-os-ver/6.14.0 client-pltf-arch/x86_64 interactive/True from-script/False python/3.13.9 term/xterm-256color (Linux 6.14.0-37-generic)',
  'client-os/MACOSX client-os-ver/24.6.0 client-pltf-arch/arm interactive/True from-script/False python/3.13.9 term/xterm-256color (Macintosh; Intel Mac OS X 24.6.0)',
] as const;

/** The command line names the command it runs. */
export function gcloud(platform: number, command: string): string {
  const where = PLATFORMS[platform % PLATFORMS.length] ?? PLATFORMS[0];
  return `google-cloud-sdk gcloud/549.0.1 command/gcloud.${command} environment/None ${where},gzip(gfe)`;
}

export function intruderGcloud(command: string): string {
  return `google-cloud-sdk gcloud/468.0.0 command/gcloud.${command} environment/None client-os/LINUX client-os-ver/6.8.11 client-pltf-arch/x86_64 interactive/True from-script/True python/3.11.8 term/screen (Linux 6.8.11-amd64),gzip(gfe)`;
}

/** What the console in a browser sends. */
export function console(browser: string): string {
  return `${browser},gzip(gfe),gzip(gfe)`;
}
