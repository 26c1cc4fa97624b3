import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MissingResource, type Resources } from '../graph/resources';
import { Lettering } from '../text/lettering';

// Help for tests only: the fonts as they lie in node_modules.

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Reads a font by the address that it has while the tests run. */
const readFont = (url: string): Promise<Uint8Array> => {
  const path = url.replace(/^\/@fs/, '').replace(/[?#].*$/, '');
  const bytes = readFileSync(path.startsWith(root) ? path : join(root, path));
  return Promise.resolve(new Uint8Array(bytes));
};

/** What draws texts in the product. */
export const lettering = await Lettering.begin(readFont);

/** The same, with no more than Latin letters. */
export const freshLettering = (): Promise<Lettering> => Lettering.begin(readFont);

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
    if (resource.kind === 'text') return lettering.png(resource.text, resource.setting);
    const png = assetsByHash.get(resource.hash);
    if (!png) throw new MissingResource(resource);
    return png;
  },
};
