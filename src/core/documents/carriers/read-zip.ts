import { ok, type Result } from '../../base/result';
import type { Detected } from '../detected';
import type { CameZip } from './carrier';
import { carriers } from './index';
import { readText } from './read-text';

/**
 * Reads what an archive holds: the first carrier that takes it for its own reads it. Null when none does,
 * "other" when one does for a document that turns out to be none. Rejects when bytes cannot be read.
 */
export async function readZip(came: CameZip): Promise<Result<Detected> | 'other' | null> {
  for (const { from, words, readZip: read } of carriers) {
    if (words === null) {
      const found = (await read?.(came)) ?? null;
      if (found) return found;
      continue;
    }
    const found = (await read?.(came)) ?? null;
    if (!found) continue;
    if (!found.ok) return found;
    if (found.value.kind === 'pipeline') return ok({ ...found.value, from, words });
    const inside = readText(found.value.text);
    if (!inside?.ok) return inside ?? 'other';
    return ok(inside.value.kind === 'pipeline' ? { ...inside.value, from, words } : inside.value);
  }
  return null;
}
