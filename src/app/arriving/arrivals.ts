import { addLeftOut, leftOutInWords } from '../../core/batch/left-out';
import { maxNamed, namesInWords } from '../../core/naming/names-in-words';
import { inNaturalOrder } from '../../core/naming/natural-order';
import type { BroughtFiles, FolderFile } from '../../platform/files/folders';
import type { CameFile } from '../../state/set/came-files';
import type { Notices } from '../../state/screen/notices.svelte';
import type { Detecting, Refused } from './detecting';

/** What is done with pictures; given by the app. */
export interface PictureWays {
  /** Opens one, whatever pipeline it carries. */
  open(file: File): Promise<void>;
  /** Asks what to do with several. */
  ask(files: readonly FolderFile[]): unknown;
  /** Opens those that a project brings along, one or several, and their set's name where it has one. */
  carried(files: readonly CameFile[], name: string | null): unknown;
}

/** What says of a file that it is nothing that is taken, apart from what is wrong with such. */
const isNothing: ReadonlySet<string> = new Set(['CFG-NONE', 'CFG-SIZE', 'IMG-EMPTY']);

/**
 * Takes several files that came together, those of folders too, all of them: a single picture is
 * opened, the pipelines are offered in one card, which shows them on it, then all presets on one page;
 * of several pictures it is asked what to do with them. What else lies in folders is told in one line.
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
  const folders = new Map(own.map(({ file, folder }) => [file, folder]));
  const sorted = await detecting.sort([...folders.keys()]);
  if (signal.aborted) return;
  const besides = sorted.refused.filter(
    ({ file, error }) => folders.get(file) !== '' && isNothing.has(error.code),
  );
  const leftOut = addLeftOut(brought.leftOut, { system: 0, other: besides.length });
  const words = [
    ...(own.length === besides.length ? ['What came holds no picture and no pipeline.'] : []),
    leftOutInWords(leftOut, 'pictures and pipelines'),
  ].filter(Boolean);
  if (words.length > 0) notices.show('info', words.join(' '));
  const refused = sorted.refused.filter((one) => !besides.includes(one));
  tellRefused(refused, own.length - besides.length, notices);
  const [picture, ...others] = sorted.pictures;
  if (picture && others.length === 0) await ways.open(picture);
  if (signal.aborted) return;
  await detecting.offerAll(sorted);
  if (others.length === 0 || signal.aborted) return;
  ways.ask(sorted.pictures.map((file) => ({ file, folder: folders.get(file) ?? '' })));
}

function tellRefused(
  refused: readonly Refused[],
  count: number,
  notices: Pick<Notices, 'show' | 'fail'>,
): void {
  const [first, ...others] = refused;
  if (!first) return;
  if (others.length === 0) notices.fail(first.error);
  else {
    const names = namesInWords(refused.map(({ file }) => file.name));
    notices.show('error', `${refused.length} of ${count} files could not be read: ${names}.`, {
      detail: refused
        .slice(0, maxNamed)
        .map(({ error }) => `${error.code}: ${error.message}`)
        .join('\n'),
    });
  }
}
