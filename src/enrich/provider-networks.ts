/**
 * Which autonomous systems are clouds, hosting providers and the usual homes of commercial VPN exits. Numbers and
 * holders as the regional registries publish them (RIPE, ARIN and APNIC `aut-num` records); that VPN services
 * rent from a holder is what those services' own server lists show. Names serve as a fall-back, because providers
 * register new numbers faster than tables follow.
 *
 * It never says Tor: exits come and go by the hour, so only a list the user keeps can tell. Corporate gateways
 * (Zscaler, Netskope) and relays for the public (Cloudflare, Akamai edge) stay `internet`: staff sit behind them.
 */

import type { Client, NetworkKind } from '../model/event.ts';

type Cloud = NonNullable<Client['cloud']>;

export interface ProviderNetwork {
  readonly kind: Extract<NetworkKind, 'cloud' | 'hosting' | 'vpn'>;
  readonly cloud: Cloud | undefined;
}

/** Undefined for a network of none of these kinds: an access provider, a company, a school. */
export function providerNetwork(asn: number, organisation: string | undefined): ProviderNetwork | undefined {
  const known = BY_ASN.get(asn);
  if (known !== undefined || organisation === undefined) return known;
  const name = organisation.toLowerCase();
  return BY_NAME.find(({ starts }) => starts.some((start) => name.startsWith(start)))?.network;
}

const HOSTING: ProviderNetwork = { kind: 'hosting', cloud: undefined };
const VPN: ProviderNetwork = { kind: 'vpn', cloud: undefined };
const CLOUDS: Readonly<Record<Cloud, ProviderNetwork>> = {
  aws: { kind: 'cloud', cloud: 'aws' },
  gcp: { kind: 'cloud', cloud: 'gcp' },
  azure: { kind: 'cloud', cloud: 'azure' },
};

/** Regions in China are run by licensees: Sinnet (55960) and NWCD (135629) for AWS, 21Vianet for Azure (58593). */
const AWS = [16509, 14618, 8987, 7224, 9059, 801, 21664, 36263, 38895, 62785, 214101, 55960, 135629, 135630];

/** 396982 is Google Cloud; the others carry Google's own services with it. Google Fiber (16591) is homes. */
const GCP = [396982, 15169, 19527, 36384, 36492, 139190, 214609, 214611];

/** 8075 carries nearly everything, including hosted build runners and Microsoft's own offices. */
const AZURE = [8075, 8068, 8069, 8070, 8071, 12076, 35106, 3598, 200517, 58862, 58593];

/** Holders who rent machines by the hour or the month to anybody, where automation and intruders both live. */
const HOSTING_PROVIDERS = [
  // DigitalOcean, OVH, Hetzner, Linode (now Akamai), Vultr, Contabo
  14061, 393406, 46652, 16276, 35540, 24940, 213230, 212317, 215859, 63949, 48337, 20473, 46407, 51167, 40021,
  141995,
  // Alibaba, Tencent, Huawei Cloud, UCloud, Zenlayer
  37963, 45102, 134963, 45090, 132203, 133478, 136907, 55990, 135377, 21859,
  // Oracle Cloud, IBM Cloud, Rackspace, Equinix Metal
  31898, 36351, 33070, 19994, 27357, 15395, 54825,
  // Leaseweb, Scaleway, IONOS, Hostinger, GoDaddy, Namecheap, HostPapa/ColoCrossing
  60781, 395954, 7203, 30633, 32613, 396190, 394380, 12876, 29447, 54265, 8560, 47583, 26496, 398101, 22612,
  36352, 54290,
  // QuadraNet, Psychz, FranTech/BuyVM, Interserver, Hivelocity, Limestone, SecuredServers, Nocix, Sharktech
  8100, 40676, 53667, 19318, 29802, 46475, 20454, 33387, 46844, 30058,
  // Aeza, Selectel, Timeweb, REG.RU, PQ Hosting/Stark, IP Volume, AlexHost, HostKey, FlokiNET, 1337 Services
  210644, 216246, 49505, 50340, 9123, 210976, 197695, 44477, 202425, 200019, 57043, 50867, 200651, 210558,
  // WorldStream, NForce, Serverius, netcup, Aruba, Strato, Host Europe, Infomaniak, Exoscale, UpCloud, Kamatera
  49981,
  8315, 43350, 50673, 197540, 31034, 6724, 8972, 29222, 61098, 202053, 25697, 36007, 41436,
  // G-Core, HostHatch, GleSYS, EDIS, Cherry Servers, xTom, AltusHost, Melbikomas, IT7, Sakura, DreamHost, Fly.io
  199524,
  202422, 63473, 42708, 57169, 16125, 59642, 3214, 51430, 56630, 25820, 9370, 26347, 40509,
  // UK-2, Performive, Hydra Communications, Web2Objects, Global Layer
  13213, 46562, 25369, 62874, 204646, 49453,
];

/** Holders from whom the large VPN services rent most exits, and the services' own numbers. */
const VPN_PROVIDERS = [
  // M247; Datacamp/CDN77; PacketHub and Tefincom (NordVPN); 31173 Services and Mullvad
  9009, 42973, 16247, 212238, 60068, 136787, 207137, 147049, 141039, 272096, 39351, 216025, 49399,
  // Proton AG; Windscribe; IVPN; Private Layer; Clouvider; tzulo; HostRoyale; Blix; GSL Networks; BrainStorm
  62371, 208172, 199218, 209103, 397540, 203619, 51852, 62240, 11878, 203020, 207990, 50304, 137409, 136258,
];

const BY_ASN: ReadonlyMap<number, ProviderNetwork> = new Map([
  ...HOSTING_PROVIDERS.map((asn) => [asn, HOSTING] as const),
  ...VPN_PROVIDERS.map((asn) => [asn, VPN] as const),
  ...AWS.map((asn) => [asn, CLOUDS.aws] as const),
  ...GCP.map((asn) => [asn, CLOUDS.gcp] as const),
  ...AZURE.map((asn) => [asn, CLOUDS.azure] as const),
]);

/** Beginnings of holders' names, lower case. Beginnings, so that "Amazonia Telecom" is no cloud. */
const BY_NAME: readonly { readonly starts: readonly string[]; readonly network: ProviderNetwork }[] = [
  {
    starts: ['amazon.com', 'amazon data services', 'amazon technologies', 'amazon web services'],
    network: CLOUDS.aws,
  },
  { starts: ['google cloud'], network: CLOUDS.gcp },
  { starts: ['microsoft azure'], network: CLOUDS.azure },
  {
    starts: [
      'm247',
      'datacamp',
      'packethub',
      'mullvad',
      'tefincom',
      'proton ag',
      'hostroyale',
      'clouvider',
      'nordvpn',
    ],
    network: VPN,
  },
  {
    starts: [
      'digitalocean',
      'ovh',
      'hetzner',
      'linode',
      'vultr',
      'contabo',
      'leaseweb',
      'scaleway',
      'hostinger',
      'alibaba cloud',
      'tencent cloud',
      'huawei cloud',
      'oracle cloud',
      'ibm cloud',
      'rackspace',
      'aeza',
      'selectel',
      'timeweb',
      'stark industries',
      'hostkey',
      'kamatera',
      'upcloud',
      'psychz',
      'quadranet',
      'colocrossing',
      'hostwinds',
      'g-core',
      'ip volume',
      'servers.com',
    ],
    network: HOSTING,
  },
];
