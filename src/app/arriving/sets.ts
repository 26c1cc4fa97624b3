import { count, number } from '../../core/base/words';
import { namesInWords } from '../../core/naming/names-in-words';
import { entryOf, maxPictures, type SetEntry } from '../../core/set/set';
import type { LateStores, Stores } from '../../state/context';
import type { CameFile } from '../../state/set/came-files';
import { changedSince, type OpenOutcome } from '../../state/work/workspace.svelte';

type Said = Pick<Stores, 'workspace' | 'notices'>;
type Sets = Pick<LateStores, 'pictures'>;

/** Opens pictures, and says what came of it. */
interface Opens {
  open(open: () => Promise<OpenOutcome | null>): Promise<void>;
  /** Opens one alone. */
  picture(file: File): Promise<void>;
}

/** What is said of pictures that a set has no room for; nothing for none. */
const leftInWords = (left: number): string =>
  left === 0 ? '' : ` A set holds ${number(maxPictures)} pictures: ${number(left)} did not fit.`;

/** Opens pictures as a set, and says so once one of them is open; one alone is opened without a set. */
export async function openSet(
  opening: Opens,
  { workspace, notices }: Said,
  { pictures }: Sets,
  files: readonly CameFile[],
  name: string | null = null,
): Promise<void> {
  const [first, ...others] = files;
  if (first && others.length === 0) return opening.picture(first.file);
  const { source: before, set } = workspace.work;
  await opening.open(() => pictures.open(files, name));
  if (!pictures.work || pictures.work.set === set) return;
  const { all } = pictures.counts;
  const left = files.length - all;
  const undo = workspace.undoingThis();
  notices.show(
    left > 0 ? 'warn' : 'info',
    `Opened ${number(all)} pictures. Arrow keys go from one to the next.${leftInWords(left)}`,
    {
      about: 'opening',
      ...(before && {
        actions: [
          {
            label: 'Undo opening',
            run: () => {
              if (!undo()) notices.show('info', changedSince);
            },
          },
        ],
      }),
    },
  );
}

/** Adds pictures to the set, and says what became of those that are no new pictures of it. */
export async function addToSet(
  opening: Pick<Opens, 'open'>,
  { workspace, notices }: Said,
  { pictures }: Sets,
  files: readonly CameFile[],
): Promise<void> {
  const { added, given, left } = await pictures.add(files);
  const said = [
    ...(added > 0 && given + left > 0 ? [`Added ${count(added, 'picture')}.`] : []),
    ...(given > 0 ? [`Files that were missing are here again: ${number(given)}.`] : []),
    leftInWords(left).trim(),
  ].filter(Boolean);
  if (said.length > 0) {
    notices.show(left > 0 ? 'warn' : 'good', said.join(' '), { about: 'opening' });
  }
  if (given === 0) return;
  await reopen(opening, workspace, pictures);
}

/** Opens the current picture of a set of which none is open, such as one whose file came back. */
export async function reopen(
  opening: Pick<Opens, 'open'>,
  workspace: Said['workspace'],
  pictures: Sets['pictures'],
): Promise<void> {
  const current = pictures.work?.set.current;
  if (current === undefined || workspace.source || workspace.opening) return;
  await opening.open(() => pictures.go(current));
}

type AbsentSets = Sets & Pick<LateStores, 'absentFiles'>;

/** Opens the current picture where its file is here again, or is another one. */
async function showAgain(
  opening: Pick<Opens, 'open'>,
  workspace: Said['workspace'],
  { pictures }: Sets,
  given: readonly string[],
): Promise<void> {
  const current = pictures.work?.set.current;
  if (current === undefined || !given.includes(current)) {
    return reopen(opening, workspace, pictures);
  }
  await opening.open(() => pictures.go(current, true));
}

/** Asks whether pictures may be read from the disk again, and shows them. Call it within a click. */
export async function allowReading(
  opening: Pick<Opens, 'open'>,
  { workspace }: Pick<Said, 'workspace'>,
  late: AbsentSets,
): Promise<void> {
  await late.absentFiles.ask();
  await showAgain(opening, workspace, late, []);
}

/** Shows pictures that another program changed as they are now. */
export async function useAsTheyAre(
  opening: Pick<Opens, 'open'>,
  { workspace }: Pick<Said, 'workspace'>,
  late: AbsentSets,
): Promise<void> {
  const given = await late.absentFiles.useAsTheyAre();
  await showAgain(opening, workspace, late, given);
}

/** Takes files that were chosen for pictures that lack theirs, and says which are for none. */
export async function chooseAgain(
  opening: Pick<Opens, 'open'>,
  { workspace, notices }: Said,
  late: AbsentSets,
  files: readonly File[],
  entries: readonly SetEntry[],
): Promise<void> {
  const { given, others } = late.absentFiles.choose(files, entries);
  if (others.length > 0) {
    const names = namesInWords(others.map(({ name }) => name));
    const text = `No picture that lacks its file fits: ${names}.`;
    notices.show('warn', `${text} Use Add pictures to add them.`, { about: 'opening' });
  }
  const set = late.pictures.work?.set;
  const renamed = entries.flatMap(({ id, name }) => {
    const now = set && given.includes(id) ? entryOf(set, id)?.name : undefined;
    return now !== undefined && now !== name ? [`${now} takes the place of ${name}.`] : [];
  });
  if (renamed.length > 0) notices.show('info', renamed.join(' '));
  if (given.length > 0) await showAgain(opening, workspace, late, given);
}
