// Help for tests only: a set of pictures whose files are kept in memory.

import { type AppError, appError } from '../../core/base/errors';
import { fail, ok } from '../../core/base/result';
import type { Absence } from '../../core/set/absence';
import * as storedSets from '../../core/set/stored-sets';
import { View } from '../screen/view.svelte';
import { Autosave } from '../work/autosave.svelte';
import type { StoredWork } from '../work/stored-work';
import { Workspace } from '../work/workspace.svelte';
import type { SetFiles } from './keeping-files.svelte';
import { Pictures } from './pictures.svelte';

/** Returns a file whose contents are its name. */
export const file = (name: string): File => new File([name], name, { lastModified: 1000 });
/** Returns files that came without a folder. */
export const came = (...names: readonly string[]) =>
  names.map((name) => ({ file: file(name), folder: '' }));

/** What is stored of the files of sets, in memory. */
export function memoryFiles(full: AppError | null = null) {
  const stored = new Map<string, Blob>();
  const absent = new Map<string, Absence>();
  const files: SetFiles = {
    keep: (id, kept) => {
      if (full) return Promise.resolve(fail(full));
      stored.set(id, kept);
      absent.delete(id);
      return Promise.resolve(ok({ isReference: false }));
    },
    kept: () => Promise.resolve(new Set(stored.keys())),
    file: (id, anyVersion = false) => {
      const kept = stored.get(id);
      const why = kept ? absent.get(id) : 'unstored';
      const isThere = kept && (why === undefined || (anyVersion && why === 'changed'));
      return Promise.resolve(isThere ? { file: kept, isReference: false } : (why ?? 'unstored'));
    },
    absent: (ids) => {
      const all = ids.map((id) => [id, stored.has(id) ? absent.get(id) : 'unstored'] as const);
      return Promise.resolve(new Map(all.flatMap(([id, why]) => (why ? [[id, why]] : []))));
    },
    ask: (ids) => {
      for (const id of ids) if (absent.get(id) === 'unasked') absent.delete(id);
      return Promise.resolve();
    },
  };
  /** `absentNow` says why files that are stored cannot be had. */
  return { ...files, stored, absentNow: absent };
}

/**
 * A workspace in which everything can be opened but files called "bad"; those called "slow" when `release`
 * is called.
 */
export function setUp(files = memoryFiles()) {
  const opened: string[] = [];
  let release: () => void = () => undefined;
  const workspace = new Workspace({
    open: async (_file, name) => {
      opened.push(name);
      if (name.startsWith('slow')) await new Promise<void>((resolve) => (release = resolve));
      return Promise.resolve(
        name.startsWith('bad')
          ? fail(appError('IMG-DAMAGED', 'Damaged.'))
          : ok({ name, width: 3, height: 2 } as never),
      );
    },
    drawSample: () => Promise.reject(new Error('not drawn here')),
    close: () => Promise.resolve(),
  });
  let made = 0;
  const pictures = new Pictures(workspace, files, () => `id-${(made += 1)}`);
  const idOf = (name: string): string =>
    pictures.work?.set.entries.find((entry) => entry.name === name)?.id ?? '';
  return {
    workspace,
    pictures,
    opened,
    files,
    release: () => release(),
    go: (name: string) => pictures.go(idOf(name)),
  };
}

/** Returns the value of the exposure that `withOwn` adds. */
export const stops = ({ workspace }: { workspace: Workspace }): unknown => {
  const [step] = workspace.pipeline.steps;
  return step?.kind === 'known' ? step.values['stops'] : null;
};

/** An exposure that the set has, of which b.jpg has its own. */
export async function withOwn() {
  const all = setUp();
  await all.pictures.open(came('a.jpg', 'b.jpg', 'c.jpg'));
  const id = all.workspace.addStep('exposure') ?? '';
  all.workspace.changeValues(id, { stops: 1 });
  all.workspace.endGesture();
  await all.go('b.jpg');
  const step = () => {
    const found = all.workspace.step(id);
    if (!found) throw new Error('the step is there');
    return found;
  };
  all.pictures.own(step(), true);
  all.workspace.changeValues(id, { stops: 2 });
  all.workspace.endGesture();
  return { ...all, step };
}

/** Fetches what stores sets. */
export const storing = () => Promise.resolve(storedSets);

/** Returns what is stored of the work. */
export async function storedOf(workspace: Workspace, fetched = storing): Promise<StoredWork> {
  const written: StoredWork[] = [];
  const store = {
    load: () => Promise.reject(new Error('nothing is read')),
    saveWork: (work: StoredWork) => {
      written.push(structuredClone(work));
      return Promise.resolve(ok(null));
    },
    saveSource: () => Promise.resolve(ok(null)),
    isKept: () => Promise.resolve(true),
    setAside: () => Promise.reject(new Error('all can be read')),
  };
  await new Autosave(store, workspace, new View(), fetched).flush();
  const [stored] = written;
  if (!stored) throw new Error('nothing was written');
  return stored;
}
