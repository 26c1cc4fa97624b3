/**
 * `npm run docs`: writes docs/operations.md, its pictures and the JSON Schemas that the site
 * serves, all from the sources.
 * With `--check` it writes nothing and fails when they are stale.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withSources } from './sources.mjs';
import { root, say } from './tasks.mjs';

const folder = join(root, 'docs');
const pictures = join(folder, 'pictures');
const stampFile = join(pictures, 'stamp.txt');
const isCheck = process.argv.includes('--check');

/** The folders whose sources decide what the pictures show. */
const drawnFrom = [
  'src/core/operations',
  'src/core/parameters',
  'src/core/graph',
  'src/core/sample',
  'src/core/text',
];

function filesIn(path) {
  return readdirSync(join(root, path), { recursive: true })
    .map((name) => join(path, name))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort();
}

/** A hash of all that decides what the pictures show, so that nobody draws them to know. */
function stampOf() {
  const hash = createHash('sha256');
  for (const name of [...drawnFrom.flatMap(filesIn), 'scripts/docs.mjs']) {
    hash.update(name.replaceAll('\\', '/')).update(readFileSync(join(root, name)));
  }
  return `${hash.digest('hex')}\n`;
}

say(isCheck ? 'Comparing docs/operations.md with the operations' : 'Writing docs/operations.md');
const isStale = await withSources(async (load) => {
  const { operationsGuide } = await load('/src/core/operations/guide.ts');
  const { operations } = await load('/src/core/operations/index.ts');
  const { pipelineSchemaText } = await load('/src/core/documents/schema.ts');
  const { schemaPath } = await load('/src/core/documents/document.ts');
  const { reportSchemaText } = await load('/src/core/report/write/schema.ts');
  const { reportSchemaPath } = await load('/src/core/report/model.ts');
  const { historySchemaText, projectSchemaText } = await load(
    '/src/core/documents/project/schemas.ts',
  );
  const { historySchemaPath } = await load('/src/core/documents/project/history-text.ts');
  const { projectSchemaPath } = await load('/src/core/documents/project/project-files.ts');
  const guide = operationsGuide(operations);
  const schemas = [
    [join(root, 'public', schemaPath), pipelineSchemaText()],
    [join(root, 'public', reportSchemaPath), reportSchemaText()],
    [join(root, 'public', historySchemaPath), historySchemaText()],
    [join(root, 'public', projectSchemaPath), projectSchemaText()],
  ];
  const file = join(folder, 'operations.md');
  const stamp = stampOf();
  if (isCheck) {
    const same = (path, text) => existsSync(path) && readFileSync(path, 'utf8') === text;
    const stale =
      !same(file, guide) ||
      !same(stampFile, stamp) ||
      schemas.some(([path, text]) => !same(path, text));
    if (stale)
      console.error('docs/ or a schema is stale: run npm run docs and commit what it writes.');
    return stale;
  }
  const { drawExamples } = await load('/src/core/testing/examples.ts');
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  for (const { id, bytes } of await drawExamples()) {
    writeFileSync(join(pictures, `${id}.webp`), bytes);
  }
  writeFileSync(file, guide);
  for (const [path, text] of schemas) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  writeFileSync(stampFile, stamp);
  return false;
});
process.exit(isStale ? 1 : 0);
