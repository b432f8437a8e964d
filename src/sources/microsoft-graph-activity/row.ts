/** The shape of a row in the table of requests. */

import type { Operation } from '../../contract/source.ts';
import type { Action } from '../../model/action.ts';
import type { Details } from '../../model/event.ts';

export interface Facts {
  readonly details?: Details;
  /** Whose credential or factor it is: the person whose path was called, or the caller's own under `/me`. */
  readonly concerns?: 'person';
  readonly issues?: 'password' | 'recovery-code';
  /** Only a request that asks for this member shows the secret; without it, it is `use`. */
  readonly selects?: string;
}

export interface Row extends Operation, Facts {}

/** Requests of several methods to several paths: `on('POST PATCH', ['/domains'], …)`. */
export function on(
  methods: string,
  templates: readonly string[],
  action: Action,
  { details, ...facts }: Facts = {},
): Row[] {
  return methods.split(' ').flatMap((method) =>
    templates.map((template) => ({
      operation: `graph:${method} ${template}`,
      action,
      ...facts,
      ...(details === undefined ? {} : { details }),
    })),
  );
}

/** Paths under a person, and the same under `/me`. */
export function person(...paths: readonly string[]): string[] {
  return paths.flatMap((path) => [`/users/{id}${path}`, `/me${path}`]);
}

/** A collection, and one of its members. */
export function each(...collections: readonly string[]): string[] {
  return collections.flatMap((path) => [path, `${path}/{id}`]);
}
