import type { CarrierEnding } from '../documents/carriers/index';

/** One that is missing or in excess does not compile; the carriers themselves are fetched late. */
const endings: Readonly<Record<CarrierEnding | 'js', true>> = {
  json: true,
  yaml: true,
  yml: true,
  py: true,
  mjs: true,
  // Programs are called so, too.
  js: true,
  zip: true,
  pipette: true,
  html: true,
  htm: true,
  md: true,
  txt: true,
};

/** How names of files end, in small letters, that may hold a pipeline and are no pictures. */
export const documentEndings = Object.keys(endings);

const document = new RegExp(`\\.(?:${documentEndings.join('|')})$`, 'iu');

/** Returns whether a file that is no picture may hold a pipeline, by its name. */
export const mayHoldPipeline = (name: string): boolean => document.test(name);
