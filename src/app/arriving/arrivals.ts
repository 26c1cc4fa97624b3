import { leftOutInWords } from '../../core/batch/left-out';
import { displayFileName } from '../../core/naming/display-file-name';
import { inNaturalOrder } from '../../core/naming/natural-order';
import type { BroughtFiles, FolderFile } from '../../platform/files/folders';
import type { Notices } from '../../state/screen/notices.svelte';
import type { Detecting, SortedFiles } from './detecting';

/** What is done with pictures; given by the app. */
export interface PictureWays {
  /** Opens one, whatever pipeline it carries. */
  open(file: File): Promise<void>;
  /** Asks what to do with several. */
  ask(files: readonly FolderFile[]): unknown;
  /** Opens those that a project brings along, one or several. */
  carried(files: readonly FolderFile[]): unknown;
}

/** Names of files in a message. */
const maxNamed = 3;

/** Returns names of files in a message: the first ones, and how many more. */
export function namesInWords(names: readonly string[]): string {
  const shown = names.slice(0, maxNamed).map(displayFileName).join(', ');
  return names.length > maxNamed ? `${shown} and ${names.length - maxNamed} more` : shown;
}

/**
 * Takes several files that came together, those of folders too, all of them: a single picture is
 * opened, the pipelines are offered in one card, which shows them on it, then all presets on one page;
 * of several pictures it is asked what to do with them.
 * @param signal aborted when something comes after them
 */
export async function takeSeveral(
  brought: BroughtFiles,
  detecting: Pick<Detecting, 'sort' | 'offerAll'>,
  notices: Pick<Notices, 'show' | 'fail'>,
  ways: Pick<PictureWays, 'open' | 'ask'>,
  signal: AbortSignal,
): Promise<void> {
  const own = inNaturalOrder(brought.files, ({ file, folder }) => folder + file.name);
  const said = [
    ...(own.length === 0 ? ['No picture lies in what was dropped.'] : []),
    leftOutInWords(brought.leftOut),
  ];
  const words = said.filter(Boolean).join(' ');
  if (words !== '') notices.show('info', words);
  if (own.length === 0) return;
  const folders = new Map(own.map(({ file, folder }) => [file, folder]));
  const sorted = await detecting.sort([...folders.keys()]);
  if (signal.aborted) return;
  tellRefused(sorted, own.length, notices);
  const [picture, ...others] = sorted.pictures;
  if (picture && others.length === 0) await ways.open(picture);
  if (signal.aborted) return;
  await detecting.offerAll(sorted);
  if (others.length === 0 || signal.aborted) return;
  ways.ask(sorted.pictures.map((file) => ({ file, folder: folders.get(file) ?? '' })));
}

function tellRefused(
  { refused }: SortedFiles,
  count: number,
  notices: Pick<Notices, 'show' | 'fail'>,
): void {
  const [first, ...others] = refused;
  if (!first) return;
  if (others.length === 0) notices.fail(first.error);
  else {
    const names = namesInWords(refused.map(({ name }) => name));
    notices.show('error', `${refused.length} of ${count} files could not be read: ${names}.`, {
      detail: refused
        .slice(0, maxNamed)
        .map(({ error }) => `${error.code}: ${error.message}`)
        .join('\n'),
    });
  }
}
