import { createHash } from 'node:crypto';
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

const icon = readFileSync(
  fileURLToPath(new URL('../../../public/icons/icon-192.png', import.meta.url)),
);

/** Our icon, and two tiny pictures as assets are kept: RGB with alpha, and RGB. */
const assets = [
  icon.toString('base64'),
  'iVBORw0KGgoAAAANSUhEUgAAAAwAAAAICAYAAADN5B7xAAAASUlEQVQY043DQRGAABACQJL4JoQ1+JjEJCYxiSGocXIN2JmFQaRymvDBrZwmfHIrpwlf3Mppwje3cprww62cJvxyK6cJf9zKaf51tt75LS5SjAAAAABJRU5ErkJggg==',
  'iVBORw0KGgoAAAANSUhEUgAAAAcAAAAJCAIAAABxOqH0AAAAKUlEQVQI12NgwApksAEGC2yAIQQbYCjABhh6sAGGFdgAwxFsgOEBNgAAJCJSsRT80LQAAAAASUVORK5CYII=',
].map((text) => new Uint8Array(Buffer.from(text, 'base64')));
const assetsByHash = new Map(
  assets.map((png) => [createHash('sha256').update(png).digest('hex'), png]),
);

/** The hashes of the assets that tests have. */
export const assetHashes: readonly string[] = [...assetsByHash.keys()];

/** What comes along with graphs in tests. */
export const testResources: Resources = {
  png: (resource) => {
    if (resource.kind === 'text') return lettering.png(resource.text);
    const png = assetsByHash.get(resource.hash);
    if (!png) throw new MissingResource(resource);
    return png;
  },
};
