import type { Pipeline } from '../pipeline/pipeline';
import { fingerprint } from './document';

/** Returns "from preset X", whether its steps were changed since, or null for no preset. */
export function originInWords({ origin, steps }: Pipeline): string | null {
  if (!origin) return null;
  const isChanged = fingerprint(steps) !== origin.fingerprint;
  return `from preset ${origin.name}${isChanged ? ', changed' : ''}`;
}
