import { untrack } from 'svelte';
import { fingerprint } from '../../core/documents/document';
import type { Pipeline } from '../../core/pipeline/pipeline';
import { cancelled } from '../../core/base/errors';
import { fail } from '../../core/base/result';
import type { Engine } from '../../core/engine/contract';
import { absenceError } from '../../core/set/absence';
import { entryOf } from '../../core/set/set';
import { SmallPictures } from '../screen/small-pictures.svelte';
import { fileOfEntry } from './entry-file';
import type { Pictures } from './pictures.svelte';
import type { Workspace } from '../work/workspace.svelte';

/** Drawn at half of that on dense screens; a screen holds far fewer. */
const sizes = { side: 144, most: 200 };

/** Returns the key of a small picture: which one of the set it shows, and what its pipeline does. */
export const setPictureKey = (id: string, look: string): string => `${id} ${look}`;

/**
 * Returns the small pictures of the set that is open, made beside the screen; they go with it, and are made
 * anew when files can be had that could not.
 */
export function setPictures(
  engine: Pick<Engine, 'renderFile'>,
  workspace: Workspace,
  pictures: Pictures,
): SmallPictures {
  const renderSmall: ConstructorParameters<typeof SmallPictures>[0]['renderSmall'] = async (
    _source,
    pipeline,
    longEdge,
    signal,
    key,
  ) => {
    const set = pictures.work?.set;
    const entry = set && entryOf(set, key.split(' ')[0] ?? '');
    if (!entry) return fail(cancelled());
    const file = await fileOfEntry(entry.id, workspace, pictures);
    if (!file) {
      return fail(absenceError(pictures.files.absent.get(entry.id), entry.name));
    }
    return engine.renderFile(file, entry.name, pipeline, longEdge, signal);
  };
  const small = new SmallPictures({ renderSmall }, workspace, sizes);
  $effect.root(() => {
    $effect(() => {
      if (!pictures.work) untrack(() => small.drop());
    });
    let before: ReadonlyMap<string, unknown> = new Map();
    $effect(() => {
      const { absent } = pictures.files;
      const isBack = [...before.keys()].some((id) => !absent.has(id));
      before = absent;
      if (isBack) untrack(() => small.again());
    });
  });
  return small;
}

const looks = new WeakMap<Pipeline, string>();

/** Returns a short mark of what a pipeline does: pipelines that look alike have the same. */
export function lookOf(pipeline: Pipeline): string {
  const look = looks.get(pipeline) ?? fingerprint(pipeline.steps);
  looks.set(pipeline, look);
  return look;
}
