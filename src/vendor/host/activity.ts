/**
 * What a workload did, in the words all host logs share: a process, on a host, connected somewhere, asked a URL or was
 * started with a command line. Each source fills this in from its own records; `judge.ts` makes the event.
 */

export interface Process {
  /** Path of the executable. */
  readonly path?: string | undefined;
  /** As the kernel or the log names it; derived from the path when absent. */
  readonly name?: string | undefined;
  /** Unmasked: it is looked into and masked here, never by sources. */
  readonly commandLine?: string | undefined;
  readonly pid?: number | undefined;
  readonly parentPath?: string | undefined;
  readonly parentName?: string | undefined;
  readonly user?: string | undefined;
  readonly uid?: string | undefined;
  /** Who signed in, when the process has become somebody else since. */
  readonly loginUser?: string | undefined;
}

/** Where the process runs. */
export interface Place {
  /** Host name, or the instance id where that is the host's name. */
  readonly host?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly cluster?: string | undefined;
  readonly namespace?: string | undefined;
  readonly pod?: string | undefined;
  readonly containerId?: string | undefined;
  readonly containerName?: string | undefined;
  readonly image?: string | undefined;
}

export interface Connection {
  /** Address or host name as the log has it, without the port. */
  readonly address: string;
  readonly port: number | undefined;
  /** The workload's own end. */
  readonly from: string | undefined;
  /** Known to be UDP, over which no metadata service speaks. */
  readonly udp: boolean;
}

export interface HttpRequest {
  /** Host header or authority of the URL. */
  readonly host: string;
  readonly path: string;
  readonly userAgent: string | undefined;
}

export interface Activity {
  /** Unique id of the record. */
  readonly uid: string;
  /** Epoch ms. */
  readonly time: number;
  readonly place: Place;
  readonly process: Process;
  /** One of the three is what the record is about. */
  readonly did:
    | { readonly kind: 'connect'; readonly connection: Connection }
    | { readonly kind: 'request'; readonly request: HttpRequest; readonly connection: Connection | undefined }
    | { readonly kind: 'start' };
  /** Why it failed: `ECONNREFUSED`; undefined when it did not, or when the log does not say. */
  readonly error?: string | undefined;
  /** What the log has to say beside, for the event's details: the rule that spoke. */
  readonly notes?: Readonly<Record<string, string | undefined>>;
}
