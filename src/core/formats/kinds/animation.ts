import { toggle } from '../../parameters';

/** The option of formats that hold animations; of pictures that stand still it says nothing. */
export const keepAnimation = toggle({
  label: 'Keep animation',
  hint: 'Every frame goes through the pipeline; the preview shows the first one.',
  initial: true,
});
