import type { ExportSettings } from '../../formats/settings';
import { isSame } from './same';
import type { VersionContents } from './version';

/** Returns the one of three that counts; null when both sides changed it differently. */
export function threeWay<Value>(
  base: { readonly value: Value } | null,
  mine: Value,
  theirs: Value,
): { readonly value: Value } | null {
  if (isSame(mine, theirs)) return { value: mine };
  if (base && isSame(base.value, mine)) return { value: theirs };
  if (base && isSame(base.value, theirs)) return { value: mine };
  return null;
}

/** Settings that only one side carries are no conflict: the other does not speak of them. */
export function threeWaySettings(
  base: VersionContents | null,
  mine: VersionContents,
  theirs: VersionContents,
): { readonly value: ExportSettings | null } | null {
  const found = threeWay(base && { value: base.settings }, mine.settings, theirs.settings);
  if (found) return found;
  return mine.settings && theirs.settings ? null : { value: mine.settings ?? theirs.settings };
}
