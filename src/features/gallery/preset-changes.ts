import type { Preset } from '../../core/documents/preset';
import { differences } from '../../core/pipeline/versions/change-words';

const texts = ['name', 'folder', 'description', 'author', 'licence'] as const;
const labels = {
  name: 'Name',
  folder: 'Folder',
  description: 'Description',
  author: 'Author',
  licence: 'Licence',
} as const;
/** Longer texts are not written out. */
const mostShown = 60;

const asksOf = ({ asks }: Preset): string =>
  JSON.stringify(asks.map(({ step, parameter }) => [step, parameter]));

/** Returns what makes the one preset of the other, in words, a line a change. */
export function presetChanges(mine: Preset, theirs: Preset): readonly string[] {
  const said = texts.flatMap((field): string[] => {
    const [from, to] = [mine[field], theirs[field]];
    if (from === to) return [];
    const isLong = Math.max(from.length, to.length) > mostShown;
    return [
      isLong ? `${labels[field]} changed` : `${labels[field]} ${from || 'none'} → ${to || 'none'}`,
    ];
  });
  const asked = asksOf(mine) === asksOf(theirs) ? [] : ['Asks for other values'];
  return [...said, ...differences(mine.pipeline, theirs.pipeline), ...asked];
}
