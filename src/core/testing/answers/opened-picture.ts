import type { Source } from '../../engine/contract';
import { sourceForReport } from './report-content';

// Help for tests only.

/** Returns a picture that was opened; each is one of its own, also under the same name. */
export const openedPicture = (name = 'holiday.jpg'): Source => ({
  file: new Blob([name]),
  name,
  info: { ...sourceForReport(), name },
  rasterLongEdge: null,
});
