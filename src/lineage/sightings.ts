/** What lineage keeps of people: where they signed in, what may have come of it, portals half way through. Types only. */

import type { Provider } from '../model/event.ts';

/** A session of an identity provider, seen beginning or signing on to an application. */
export interface Sighting {
  /** Uid of the session's credential. */
  readonly uid: string;
  /** Epoch ms. */
  readonly time: number;
  readonly layer: number;
  readonly application: string | undefined;
}

/** A credential that came of a sign-in somewhere else. */
export interface Opened {
  readonly uid: string;
  /** Epoch ms. */
  readonly time: number;
  readonly provider: Provider;
}

export interface Person {
  sightings: Sighting[];
  opened: Opened[];
}

/** One side of a federation that waits for the other. */
export interface HalfOpen {
  /** Uid of the portal's credential, or of the role's session. */
  readonly uid: string;
  /** Epoch ms. */
  readonly time: number;
  readonly ip: string | undefined;
  /** Of whose session it is; a request at the portal does not tell. */
  readonly email: string | undefined;
}
