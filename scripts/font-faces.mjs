/**
 * What text is drawn with: `import faces from './families.json?faces'` gives each file of
 * the families that are listed there, with its address and the characters that it is made for. The
 * files become part of the site; the engine fetches those whose letters somebody writes.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const query = '?faces';
const packageNamed = createRequire(import.meta.url);

/** Returns the files of a family by the subset that each holds. */
function filesOf({ package: name, weight, subsets }) {
  const ranges = packageNamed(`@fontsource/${name}/unicode.json`);
  const wanted =
    subsets === 'numbered' ? Object.keys(ranges).filter((key) => key.startsWith('[')) : subsets;
  return wanted.map((key) => {
    const subset = key.replace(/[[\]]/g, '');
    const file = `@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff`;
    // What is not there is told here, and not when somebody writes its letters.
    return { family: name, ranges: ranges[key], file: packageNamed.resolve(file) };
  });
}

/** @type {import('vite').Plugin} */
const faces = {
  name: 'pipette:font-faces',
  // Before the plugin that reads JSON.
  enforce: 'pre',
  load(id) {
    if (!id.endsWith(query)) return null;
    const path = id.slice(0, -query.length);
    this.addWatchFile(path);
    const faces = JSON.parse(readFileSync(path, 'utf8')).flatMap(filesOf);
    const imports = faces.map(({ file }, index) => `import f${index} from '${file}?url';`);
    const items = faces.map(
      ({ family, ranges }, index) =>
        `{ family: '${family}', url: f${index}, ranges: '${ranges.replaceAll('U+', '')}' }`,
    );
    return {
      code: `${imports.join('\n')}\nexport default [\n${items.join(',\n')}\n];\n`,
      map: null,
    };
  },
};

/**
 * Lets HarfBuzz begin when it is asked to. As it comes, whoever imports it waits for its wasm, one that
 * could not be fetched cannot be asked for again, and the bundler splits all of the app otherwise.
 * @type {import('vite').Plugin}
 */
const shapingOnDemand = {
  name: 'pipette:shaping-on-demand',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/harfbuzzjs\/dist\/index\.mjs(\?|$)/.test(id)) return null;
    const begun = 'init(await createHarfBuzz());';
    if (!code.includes(begun)) this.error('HarfBuzz begins in another way than expected.');
    const onDemand = 'export const begin = async () => init(await createHarfBuzz());';
    return { code: code.replace(begun, onDemand), map: null };
  },
};

/** @returns {import('vite').Plugin[]} */
export const lettersOfTheWorld = () => [faces, shapingOnDemand];
