import type { Attachment } from 'svelte/attachments';
import { swiped, type Touched } from '../../../core/gallery/swipe';

/**
 * Returns an attachment that hears swipes of a finger.
 * @param touch is called when a finger comes; what it returns hears by how many pictures a swipe goes on;
 *   null where it goes nowhere
 */
export const swipes =
  (touch: () => ((by: -1 | 1) => void) | null): Attachment<HTMLElement> =>
  (element) => {
    let begun: { readonly from: Touched; readonly act: (by: -1 | 1) => void } | null = null;
    const placeOf = ({ clientX, clientY, timeStamp }: PointerEvent): Touched => ({
      x: clientX,
      y: clientY,
      at: timeStamp,
    });
    const down = (event: PointerEvent): void => {
      const isFinger = event.pointerType === 'touch' && event.isPrimary;
      const act = isFinger ? touch() : null;
      begun = act && { from: placeOf(event), act };
    };
    const up = (event: PointerEvent): void => {
      const by = begun ? swiped(begun.from, placeOf(event)) : 0;
      if (by !== 0) begun?.act(by);
      begun = null;
    };
    const cancel = (): void => void (begun = null);
    const ending = new AbortController();
    const { signal } = ending;
    element.addEventListener('pointerdown', down, { signal });
    element.addEventListener('pointerup', up, { signal });
    element.addEventListener('pointercancel', cancel, { signal });
    return () => ending.abort();
  };
