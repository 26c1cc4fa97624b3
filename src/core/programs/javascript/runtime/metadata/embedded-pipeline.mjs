import { hashOf } from '../picture.mjs';
import { PIPELINE } from '../program.mjs';

/** What a file tells of its making: the pipeline, and the hash of the finished pixels. */
export function passportOf(image) {
  const document = JSON.parse(PIPELINE);
  // How the file was written, the file shows itself.
  delete document.export;
  return { pipeline: JSON.stringify(document), pixels: hashOf(image) };
}
