import type { ExportAnswer } from '../../engine/contract';
import { noCamera } from '../../naming/tokens';

// Help for tests only.

/** What an engine answers that has made a file; its bytes are no picture. */
export const exportAnswer: ExportAnswer = {
  bytes: new Uint8Array([1, 2, 3]),
  mime: 'image/jpeg',
  extension: 'jpg',
  width: 3,
  height: 2,
  quality: 80,
  trials: [],
  inspection: null,
  camera: noCamera,
  notes: [],
  receipt: [],
  milliseconds: 5,
};
