import type { Preset } from '../../core/documents/preset';
import { operationsById } from '../../core/operations/index';

/** Where a preset comes from. */
export type Origin = 'own' | 'builtin' | 'community';

/** Presets under one heading. */
export interface Section {
  readonly key: string;
  readonly origin: Origin;
  readonly title: string;
  readonly presets: readonly Preset[];
}

/** Returns where a preset comes from, by its id. */
export function originOf({ id }: Pick<Preset, 'id'>): Origin {
  if (id.startsWith('builtin:')) return 'builtin';
  return id.startsWith('community:') ? 'community' : 'own';
}

const titles: Readonly<Record<Origin, string>> = {
  own: 'Yours',
  builtin: 'Built in',
  community: 'Community',
};

const wordsOf = ({ name, folder, description, author, pipeline }: Preset): string =>
  [
    name,
    folder,
    description,
    author,
    ...pipeline.steps.map((step) => operationsById.get(step.operation)?.label ?? step.operation),
  ]
    .join(' ')
    .toLowerCase();

/**
 * Returns presets under their headings: the person's own first, by folder, then those that came
 * along. With a query only those in which every word of it occurs, in names, folders, descriptions,
 * authors or operations.
 */
export function sectionsOf(presets: readonly Preset[], query: string): readonly Section[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = presets.filter((preset) => {
    const words = wordsOf(preset);
    return wanted.every((word) => words.includes(word));
  });
  const sections = new Map<string, Section>();
  for (const preset of found) {
    const origin = originOf(preset);
    const key = `${origin}/${preset.folder}`;
    const title = preset.folder === '' ? titles[origin] : `${titles[origin]} · ${preset.folder}`;
    const known = sections.get(key);
    sections.set(key, { key, origin, title, presets: [...(known?.presets ?? []), preset] });
  }
  const order: readonly Origin[] = ['own', 'builtin', 'community'];
  return [...sections.values()].sort((one, other) => {
    const byOrigin = order.indexOf(one.origin) - order.indexOf(other.origin);
    // Those that came along stand in an order of their own.
    return byOrigin !== 0 || one.origin !== 'own' ? byOrigin : one.key.localeCompare(other.key);
  });
}
