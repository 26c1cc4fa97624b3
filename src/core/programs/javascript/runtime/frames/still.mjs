import { loaded, prepared } from '../picture.mjs';
import { pipeline, sized } from '../program.mjs';
import { shrunkPicture } from './shrunk-picture.mjs';

/** What is made of a file's first picture, before it is encoded. */
export function resultOf(file, notices) {
  return sized(pipeline(prepared(loaded(file, '', notices))));
}

/** The picture made smaller. */
export const shrunk = shrunkPicture;
