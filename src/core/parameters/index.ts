import type * as kinds from './kinds';

export * from './kinds';
export type { Parsed, ParameterValue, Schema } from './parameter';

/** A parameter of any kind that there is. */
export type Parameter = ReturnType<(typeof kinds)[keyof typeof kinds]>;
export type ParameterKind = Parameter['kind'];
export type ParameterSet = Readonly<Record<string, Parameter>>;

/** The type of the values of a set of parameters. */
export type ValuesOf<Set extends ParameterSet> = {
  readonly [Name in keyof Set]: Set[Name]['initial'];
};
