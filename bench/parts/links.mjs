/** Part (h): characters of links, beside two usual ways to put the plain JSON into an address. */
import { gzipSync } from 'node:zlib';
import lzString from 'lz-string';
import { table, verdict } from '../print.mjs';
import { withSources } from '../../scripts/sources.mjs';

/** Characters of the whole hash at most, by the number of typical steps. */
const targets = new Map([
  [5, 100],
  [10, 200],
]);

export function measureLinks() {
  return withSources(async (load) => {
    const { writeLink } = await load('/src/core/documents/share-link.ts');
    const { writeDocument } = await load('/src/core/documents/document.ts');
    const { builtInPresets } = await load('/src/core/presets/index.ts');
    const { five, ten } = await load('/src/core/testing/looks.ts');
    const three = { ...five, steps: five.steps.slice(0, 3) };
    const row = (name, pipeline, target = null) => {
      const json = JSON.stringify(writeDocument(pipeline));
      const { length } = writeLink(pipeline, { names: true, settings: null });
      const base64 = gzipSync(json, { level: 9 }).toString('base64url').length;
      const lz = lzString.compressToEncodedURIComponent(json).length;
      const said = target === null ? '' : `≤ ${target}`;
      const judged = target === null ? '' : verdict(`link of ${name}`, length, target);
      return [name, pipeline.steps.length, length, base64, lz, said, judged];
    };
    const typical = [three, five, ten].map((pipeline) => {
      const { length } = pipeline.steps;
      return row(`${length} typical steps`, pipeline, targets.get(length));
    });
    table(
      ['pipeline', 'steps', 'link', 'gzip + base64', 'lz-string', 'target', ''],
      [...typical, ...builtInPresets.map(({ name, pipeline }) => row(name, { ...pipeline, name }))],
    );
  });
}
