/** Machines of the organisation whose audit logs are collected, whichever cloud they run in, as plain data. */

export type Cloud = 'aws' | 'gcp' | 'azure';

export interface Host {
  /** How it names itself in its log: an instance id at AWS, the machine's name elsewhere. */
  readonly node: string;
  readonly cloud: Cloud;
  /** What the application on it is written in. */
  readonly program: 'node' | 'java' | 'python';
  /** Whether a web server with PHP runs there, too. */
  readonly web: boolean;
  readonly fromDay: number;
  readonly toDay: number;
  /** The day it was started for the first time. */
  readonly bornOn: number;
}

/** A program that is installed on all machines of some clouds, from a day on. */
export interface RolledOut {
  readonly exe: string;
  readonly comm: string;
  readonly clouds: readonly Cloud[];
  readonly fromDay: number;
}

export interface Hosts {
  readonly rolledOut: readonly RolledOut[];
}
