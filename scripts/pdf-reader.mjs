/** Poppler, which reads the PDFs that we write, and shares no code with us. */
import { findProgram, installFromDebian } from './browsers.mjs';
import { say } from './tasks.mjs';

const find = () => findProgram(['pdfimages']);

/** Returns the path of Poppler's `pdfimages`, installing it on Debian as root; null where there is none. */
export async function ensurePdfReader() {
  const found = find();
  if (found !== null) return found;
  say('Installing a reader of PDFs with apt-get');
  await installFromDebian('poppler-utils');
  return find();
}
