import type { Attachment } from 'svelte/attachments';

/**
 * Takes what is dropped anywhere on the window around an element: on its list too, to which one
 * would drop more.
 * @param over hears whether something is dragged over the window
 * @param take is given what was dropped
 */
export function takeDrops(
  over: (isOver: boolean) => void,
  take: (data: DataTransfer | null) => Promise<void>,
): Attachment<HTMLElement> {
  return (content) => {
    const area = content.closest('[role=dialog]') ?? content;
    const listen = new AbortController();
    const on = (name: string, hear: (event: DragEvent) => void) =>
      area.addEventListener(
        name,
        (event) => {
          if (!(event instanceof DragEvent)) return;
          // Even when none are taken: the page behind would open them.
          event.preventDefault();
          hear(event);
        },
        { signal: listen.signal },
      );
    on('dragover', () => over(true));
    on('dragleave', () => over(false));
    on('drop', ({ dataTransfer }) => {
      over(false);
      void take(dataTransfer);
    });
    return () => listen.abort();
  };
}
