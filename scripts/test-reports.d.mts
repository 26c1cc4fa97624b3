export interface Numbers {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

/** Reads the JSON report of vitest. */
export function readUnit(report: unknown): Numbers;

/** Reads the JSON report of Playwright. */
export function readBrowser(report: unknown): Numbers;

/** Returns one failure as text: where, and the first lines of why. */
export function tell(where: string, why: string): string;
