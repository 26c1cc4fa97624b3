import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../../.cache/python/bin/python', import.meta.url));

/** The Python with pyvips that npm test makes; programs are run with it. */
export function pythonPath(): string {
  const path = process.env['PIPETTE_PYTHON'] ?? own;
  if (!existsSync(path)) throw new Error('The private Python is missing; npm test makes it.');
  return path;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
}

/** Runs a program and returns its exit code and all that it printed. */
export const run = (command: string, args: readonly string[], cwd: string): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(command, [...args], { cwd }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out: out + err });
    });
  });
