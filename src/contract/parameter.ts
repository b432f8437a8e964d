/** Parameters: an analytic's ATT&CK mutable elements (and our own dials), typed, with unit and default. */

interface ParameterBase {
  /** ATT&CK mutable element it implements, e.g. `NewCredentialUsageWindow`; absent for a dial of our own. */
  readonly attack?: string;
  readonly about: string;
}

export interface NumberParameter extends ParameterBase {
  readonly type: 'number';
  readonly unit: 'minutes' | 'hours' | 'days' | 'km' | 'km/h' | 'count' | 'bits';
  readonly default: number;
  readonly least: number;
  readonly most: number;
}

/** A list of globs or of words; `allowed` closes the vocabulary. */
export interface ListParameter extends ParameterBase {
  readonly type: 'list';
  readonly default: readonly string[];
  readonly allowed?: readonly string[];
}

export type Parameter = NumberParameter | ListParameter;
export type ParameterSpec = Readonly<Record<string, Parameter>>;

export type ParameterValues<S extends ParameterSpec> = {
  readonly [N in keyof S]: S[N] extends NumberParameter ? number : readonly string[];
};

/** Defaults, with the user's values laid over them; the values were checked when the context was read. */
export function parameterValues<S extends ParameterSpec>(
  spec: S,
  given: Readonly<Record<string, number | readonly string[]>> = {},
): ParameterValues<S> {
  const values: Record<string, number | readonly string[]> = {};
  for (const [name, parameter] of Object.entries(spec)) {
    values[name] = Object.hasOwn(given, name) ? (given[name] ?? parameter.default) : parameter.default;
  }
  return values as ParameterValues<S>;
}
