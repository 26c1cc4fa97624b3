import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MissingResource, type Resources } from '../graph/execute';
import { letteringOf } from '../text/lettering';

// Help for tests only: the font as it lies in node_modules.

const font = readFileSync(
  fileURLToPath(
    new URL(
      '../../../node_modules/@fontsource/inter/files/inter-latin-600-normal.woff',
      import.meta.url,
    ),
  ),
);

/** The line drawer that the product uses. */
export const lettering = letteringOf(new Uint8Array(font).buffer);

/** What comes along with graphs in tests. */
export const testResources: Resources = {
  png: (resource) => {
    if (resource.kind === 'text') return lettering.png(resource.text);
    throw new MissingResource(resource);
  },
};
