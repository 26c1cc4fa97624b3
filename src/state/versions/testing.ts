import type { CarriedVersion } from '../../core/pipeline/versions/carried';
import type { Outgoing } from './outgoing';

// Help for tests only.

/** Returns what says of every pipeline that it is one version, and notes what went out, in words. */
export function outgoingOf(version: CarriedVersion): {
  readonly outgoing: Outgoing;
  readonly sent: readonly string[];
} {
  const sent: string[] = [];
  const outgoing: Outgoing = {
    now: version,
    ahead: () => Promise.resolve(version),
    sent: (kind, name, pipeline) => void sent.push(`${kind} ${name} of ${pipeline?.name}`),
    mark: (id, kind, name) => void sent.push(`${kind} ${name} of version ${id}`),
  };
  return { outgoing, sent };
}
