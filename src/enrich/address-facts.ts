/** What can be known of an address without asking anybody. It says nothing where nothing is known. */

import type { Client } from '../model/event.ts';

export type AddressFacts = Pick<Client, 'asn' | 'asOrg' | 'country' | 'location'>;

type Loose<T> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** The facts without the members that say nothing: absent and undefined are two things to a spread. */
export function factsSaid({ asn, asOrg, country, location }: Loose<AddressFacts>): AddressFacts {
  return {
    ...(asn === undefined ? {} : { asn }),
    ...(asOrg === undefined ? {} : { asOrg }),
    ...(country === undefined ? {} : { country }),
    ...(location === undefined ? {} : { location }),
  };
}
