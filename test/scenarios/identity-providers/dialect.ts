/** One story in the records of any identity provider: what happens, and who writes it down how. */

export interface Person {
  /** Small whole number; dialects make the provider's kind of id from it. */
  readonly number: number;
  readonly name: string;
  readonly email: string;
}

/** When, from where and with which browser something was done. */
export interface Moment {
  /** Epoch ms. */
  readonly time: number;
  readonly ip: string;
  readonly browser: string;
  /** Unique within the story. */
  readonly serial: number;
}

/** Records as the provider delivers them, one of each kind. */
export interface Dialect {
  /** Id of the source that must recognise the log. */
  readonly source: string;
  /** The record of a sign-in that succeeded. */
  readonly signIn: (who: Person, at: Moment) => object;
  /** An administrator gives somebody else a new password, or whatever stands for it. */
  readonly resetPassword: (by: Person, whose: Person, at: Moment) => object;
  /** An administrator takes away somebody else's second factor. */
  readonly removeFactor: (by: Person, whose: Person, at: Moment) => object;
  /** An administrator lets another identity provider sign people in. */
  readonly addIdentityProvider: (by: Person, at: Moment) => object;
  /** An administrator makes a key for the provider's own interface. */
  readonly makeApiKey: (by: Person, at: Moment) => object;
}

/** A GUID that is nobody's: the family tells what kind of thing it stands for. */
export function guid(family: number, number: number): string {
  return `00000000-0000-4000-8${String(family).padStart(3, '0')}-${String(number).padStart(12, '0')}`;
}
