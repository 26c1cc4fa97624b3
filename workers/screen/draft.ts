import type Vips from 'wasm-vips';
import type {
  DraftAnswer,
  DraftRequest,
  Frame,
  RenderRequest,
} from '../../src/core/engine/contract';
import { type CompiledStep, compileStep, maxFused, upTo } from '../../src/core/pipeline/compile';
import { type Cut, cutAlike, cutOf, pathTo } from '../memory/cuts';
import { addSteps } from '../memory/full-size';
import type { OpenPicture } from '../memory/open-picture';
import { grown, longEdgeOf, type Shape, shapeOf } from '../memory/shape';
import type { VipsBinding } from '../runtime/binding';
import type { Job } from '../runtime/job';
import { executionFor } from '../runtime/resources';
import { type Rgba, toBitmap, toRgba } from './frame';
import { shrinking } from './thumbnail';

/** A picture for as long as a hand moves. */
export interface Draft {
  readonly pixels: Rgba;
  /** Full-size shape of what it shows. */
  readonly full: Shape;
  /** Its scale against the full-size source. */
  readonly scale: number;
}

/** A step as it is on the picture of the draft, and at full size. */
interface Drafted {
  readonly small: CompiledStep;
  readonly full: CompiledStep;
  /** Where the preview cut, if the step decides that by the whole picture: it stays so meanwhile. */
  readonly cut: Cut | undefined;
}

/** Where a draft begins: the last result of the preview that is still what it was. */
interface Start {
  readonly image: Vips.Image;
  readonly key: string;
  /** How many steps that do something are in it. */
  readonly done: number;
}

function startOf(job: Job, picture: OpenPicture, keys: readonly string[]): Start {
  const side = picture.shownSide;
  let found: Start = { image: picture.proxy(job, side), key: picture.proxyKey(side), done: 0 };
  let key = found.key;
  for (const [index, next] of keys.entries()) {
    key += `\n${next}`;
    const known = picture.results.get(key);
    if (known) found = { image: known.image, key, done: index + 1 };
  }
  return found;
}

/** Returns the start in the size of the draft; the cache owns it. */
function smallStart(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  { image, key }: Start,
  share: number,
): Vips.Image {
  if (share >= 1) return image;
  const longEdge = Math.max(1, Math.round(share * longEdgeOf(image)));
  const name = `draft ${longEdge} of ${key}`;
  const known = picture.results.get(name);
  if (known) return known.image;
  const execution = executionFor(vips);
  try {
    const result = execution.own(execution.run(shrinking(image, longEdge), image).copy());
    const small = job.run(() => job.watch(result).copyMemory());
    picture.keep(name, small, 0);
    return small;
  } finally {
    execution.dispose();
  }
}

/**
 * Returns the steps in groups that libvips evaluates in one go. One that looks around, or at
 * everything, begins a group: what comes before it would be computed several times.
 */
function groupsOf(steps: readonly Drafted[]): Drafted[][] {
  const groups: Drafted[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last && last.length < maxFused && step.small.reads === 'in-order') last.push(step);
    else groups.push([step]);
  }
  return groups;
}

/**
 * Draws what a pipeline makes of a picture in a share of the preview's size, smaller and faster than
 * the preview does. It begins at the last result of the preview that is still what it was: so whatever
 * looked at the whole picture there stays decided. What cuts by it afterwards cuts where it did. Nothing
 * that is asked for once only is kept. When the preview's own result is known, that is what comes.
 */
export function renderDraft(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  { pipeline, until }: RenderRequest,
  share: number,
): Draft {
  const { steps } = upTo(pipeline, until);
  const exactScale = picture.shownScale(job);
  const compiled = steps.flatMap((step) => {
    const exact = compileStep(step, exactScale);
    return exact ? [{ step, exact }] : [];
  });
  const start = startOf(
    job,
    picture,
    compiled.map(({ exact }) => exact.key),
  );
  const isKnown = start.done === compiled.length;
  const base = isKnown ? start.image : smallStart(vips, job, picture, start, share);
  const scale = (exactScale * longEdgeOf(base)) / longEdgeOf(start.image);
  const drafted = compiled.flatMap(({ step, exact }, index): Drafted[] => {
    const [small, full] = [compileStep(step, scale), compileStep(step, 1)];
    const path = pathTo(compiled.slice(0, index).map((before) => before.exact));
    return small && full ? [{ small, full, cut: picture.cuts.get(path, exact) }] : [];
  });
  let full = picture.shape;
  const grow = ({ full: step, cut }: Drafted, image: Vips.Image | null): void => {
    if (cut) full = cutOf(full, cut);
    else if (!step.sizedByContent) full = picture.shapes.after(full, step);
    else if (image) full = grown(shapeOf(image), scale);
  };
  let image = base;
  const owned: Vips.Image[] = [];
  const execution = executionFor(vips);
  try {
    const [before, after] = [drafted.slice(0, start.done), drafted.slice(start.done)];
    for (const step of before) grow(step, null);
    const groups = groupsOf(after);
    for (const [index, group] of groups.entries()) {
      let last: Vips.Image = image;
      for (const step of group) {
        last = step.cut
          ? execution.own(cutAlike(last, step.cut))
          : addSteps(execution, [step.small], last);
        grow(step, last);
      }
      if (index + 1 < groups.length) {
        const watched = job.watch(execution.own(last.copy()));
        last = job.run(() => watched.copyMemory());
        owned.push(last);
      }
      image = last;
    }
    return { pixels: toRgba(job, image), full, scale };
  } finally {
    execution.dispose();
    for (const one of owned) one.delete();
  }
}

/** Draws what is asked for, and returns it as the page gets it. */
export async function drawDraft(
  vips: VipsBinding,
  job: Job,
  picture: OpenPicture,
  request: DraftRequest,
): Promise<DraftAnswer> {
  const begun = performance.now();
  const toFrame = async ({ pixels, full }: Draft): Promise<Frame> => ({
    bitmap: await toBitmap(pixels),
    fullWidth: full.width,
    fullHeight: full.height,
  });
  const draft = renderDraft(vips, job, picture, request, request.share);
  const before = request.before && renderDraft(vips, job, picture, request.before, request.share);
  const frame = await toFrame(draft);
  return {
    frame,
    before: before && (await toFrame(before)),
    scale: draft.scale,
    milliseconds: performance.now() - begun,
  };
}
