import { proposedSteps } from '../../core/auto/propose';
import { statisticsOf } from '../../core/auto/statistics';
import { limits } from '../../core/base/limits';
import { listed } from '../../core/base/words';
import type { Engine } from '../../core/engine/contract';
import { appendSteps } from '../../core/pipeline/edit';
import { stepTitle } from '../../core/pipeline/step-title';
import type { Stores } from '../../state/context';
import { changedSince } from '../../state/work/workspace.svelte';

/** Pixels of the longer side that are looked at: a small picture has the same statistics. */
const looked = 320;

/** Returns the RGBA bytes of a bitmap. Throws when the browser has no memory for them. */
function pixelsOf(bitmap: ImageBitmap): Uint8ClampedArray {
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('This browser has no memory left for a picture.');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, width, height).data;
}

/**
 * Adds the steps that the result on screen proposes by its own statistics, as one change for undo, and
 * says which. Nothing is added when the work changed meanwhile.
 */
export async function addAuto(
  engine: Pick<Engine, 'renderSmall'>,
  { workspace, notices }: Pick<Stores, 'workspace' | 'notices'>,
  read: (bitmap: ImageBitmap) => Uint8ClampedArray = pixelsOf,
): Promise<void> {
  const { source, pipeline } = workspace;
  if (!source || workspace.viewed) return;
  const small = await engine.renderSmall(source, pipeline, looked);
  const isAsItWas = workspace.source === source && workspace.pipeline === pipeline;
  if (!small.ok) {
    if (isAsItWas) notices.fail(small.error);
    return;
  }
  const statistics = isAsItWas ? statisticsOf(read(small.value)) : null;
  small.value.close();
  if (!isAsItWas) return;
  const steps = statistics ? proposedSteps(statistics) : [];
  if (steps.length === 0) {
    notices.show('info', 'Auto found nothing to improve in this picture.', { about: 'auto' });
    return;
  }
  const next = appendSteps(pipeline, steps);
  if (!next) {
    const text = `A pipeline holds at most ${limits.document.steps} steps. Remove some, then try Auto again.`;
    notices.show('warn', text, { about: 'auto' });
    return;
  }
  workspace.takeDocument({ did: 'auto' }, { pipeline: next });
  // A step that is added next comes behind the one that is open.
  workspace.selected = steps.at(-1)?.id ?? null;
  const undo = workspace.undoingThis();
  notices.show('info', `Auto added ${listed(steps.map(stepTitle))}.`, {
    about: 'auto',
    actions: [
      {
        label: 'Undo Auto',
        run: () => {
          if (!undo()) notices.show('info', changedSince);
        },
      },
    ],
  });
}
