/** Calls `ended` once `holds`, which reads stores, returns false. Returns what stops watching. */
export const whileHolds = (holds: () => boolean, ended: () => void): (() => void) =>
  $effect.root(() => {
    $effect(() => {
      if (!holds()) ended();
    });
  });
