import { ok, type Result } from '../../base/result';
import type { Detected } from '../detected';
import { CameText } from './came-text';
import { carriers } from './index';

/**
 * Reads what a text holds, whatever its file is called: the first carrier that takes it for its own
 * reads it. Null when none does; a failure when one does, but cannot read it.
 */
export function readText(text: string): Result<Detected> | null {
  const came = new CameText(text);
  for (const { from, words, readText: read } of carriers) {
    if (words === null) {
      const found = read?.(came) ?? null;
      if (found) return found;
      continue;
    }
    const found = read?.(came) ?? null;
    if (found) return found.ok ? ok({ ...found.value, from, words }) : found;
  }
  // What begins as JSON and is nothing else is spoilt JSON.
  return came.json?.ok === false ? came.json : null;
}
