/** What the tests of a file reach of the mutants: how often each, by id. */
export interface FileReach {
  readonly file: string;
  /** Reached while the file and what it imports is loaded. */
  readonly onLoad: Readonly<Record<string, number>>;
  readonly tests: readonly {
    readonly id: string;
    readonly ms: number;
    readonly covers: Readonly<Record<string, number>>;
  }[];
}
export interface PlannedFile {
  readonly file: string;
  readonly mutants: readonly {
    readonly id: string;
    readonly tests: readonly string[];
    readonly hits: number;
  }[];
}
export function drawn<T>(items: readonly T[], count: number, seed: number): T[];
export function planned(
  reached: readonly FileReach[],
  alive: ReadonlySet<string>,
  from: number,
  upTo: number,
): PlannedFile[];
export function score(fates: readonly string[]): { valid: number; found: number; percent: number };
