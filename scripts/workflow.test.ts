import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { chosenParts, testParts } from './test-parts.mjs';

interface Step {
  uses?: string;
  run?: string;
}

interface Workflow {
  jobs: Record<string, { 'timeout-minutes'?: number; steps: Step[] }>;
}

describe('the workflow', () => {
  const read = (path: string) =>
    load(readFileSync(new URL(`../.github/${path}`, import.meta.url), 'utf8'));
  const { jobs } = read('workflows/test-and-publish.yml') as Workflow;
  const { runs } = read('actions/prepare/action.yml') as { runs: { steps: Step[] } };
  const steps = [...Object.values(jobs).flatMap((job) => job.steps), ...runs.steps];

  it('runs every part once, so that nothing is left out where it counts', () => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    const words = commands.map((command) => {
      const found = /^npm test -- (.+)$/.exec(command)?.[1];
      return found === undefined ? [] : found.replaceAll('${{ matrix.shard }}', '1').split(' ');
    });
    expect(words.flatMap((some) => chosenParts(some).parts).sort()).toEqual([...testParts].sort());
  });

  it('takes every action by its commit, and gives every job a time', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []).filter((name) => !name.startsWith('./'));
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(name))).toEqual([]);
    expect(Object.values(jobs).filter((job) => job['timeout-minutes'] === undefined)).toEqual([]);
  });
});
