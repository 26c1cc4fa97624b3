import type { Candidate } from './candidate';
import { dropIdle } from './remove-idle';
import { easeEncoder } from './encoder';
import type { Facts } from './facts';
import { wantedGain } from './significance';
import { doLess } from './reduce-work';
import { mergeNeighbours } from './merge';
import { moveCrops, moveResizes } from './reorder';

/**
 * Returns changes that may make a pipeline faster, those that may save most first. By what was
 * measured, each could save enough; whether it does has to be tried.
 */
export function candidatesFor(facts: Facts): Candidate[] {
  const all = [
    ...dropIdle(facts),
    ...mergeNeighbours(facts),
    ...moveResizes(facts),
    ...moveCrops(facts),
    ...easeEncoder(facts),
    ...doLess(facts),
  ].filter(
    ({ maxGainMs, demands }) => maxGainMs >= wantedGain(facts.profile.wholeMs.medianMs, demands),
  );
  const max = new Map<string, number>();
  for (const { idea, maxGainMs } of all) {
    max.set(idea, Math.max(max.get(idea) ?? 0, maxGainMs));
  }
  // A stable sort: candidates of one idea stay together, in the order in which they are tried.
  return all.sort((one, other) => (max.get(other.idea) ?? 0) - (max.get(one.idea) ?? 0));
}
