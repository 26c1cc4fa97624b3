/** What is hidden is painted never: then this long is enough, in milliseconds. */
const unseen = 200;

/** Resolves once the page was painted as it will be at the end of this task. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, unseen);
    requestAnimationFrame(() => setTimeout(resolve));
  });
