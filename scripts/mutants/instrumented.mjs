/** Writes the mutants of a room into its sources: each stands beside the code itself, behind a switch. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { root } from '../tasks.mjs';
import { drawn } from './sample.mjs';

/** Says nothing, whatever a logger is asked. @type {any} */
const silent = new Proxy({}, { get: () => () => false });

/**
 * Returns `count` mutants of the files, drawn by the seed, how many there are, and the code of the
 * files with the chosen ones alone: switches cost time in every loop.
 */
export async function instrumented(files, count, seed) {
  const all = (await instrument(files.map((name) => [name, true]))).mutants;
  const chosen = drawn(all, count, seed);
  const kept = new Set(chosen.map(mutantKey));
  const { files: code, mutants } = await instrument(
    files.map((name) => [
      name,
      chosen.filter(({ fileName }) => fileName === name).map(({ location }) => location),
    ]),
  );
  // A place may hold smaller mutants, which were not drawn.
  return {
    total: all.length,
    mutants: mutants.filter((mutant) => kept.has(mutantKey(mutant))),
    code: Object.fromEntries(code.map(({ name, content }) => [name, content])),
  };
}

/** Returns what tells mutants apart, however many stand in the file. */
export function mutantKey({ fileName, location: { start, end }, mutatorName, replacement }) {
  const place = `${fileName}:${start.line + 1}:${start.column + 1}-${end.line + 1}:${end.column + 1}`;
  return `${place} ${mutatorName} ${replacement}`;
}

function instrument(files) {
  const read = files.map(([name, mutate]) => ({
    name,
    mutate,
    content: readFileSync(join(root, name), 'utf8'),
  }));
  return new Instrumenter(silent).instrument(read, {
    plugins: null,
    ignorers: [],
    excludedMutations: [],
  });
}
