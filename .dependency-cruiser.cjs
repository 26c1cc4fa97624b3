/**
 * Who may import whom. The rooms are described in CONTRIBUTING.md; each rule names the one that is
 * bound by it. `npm run check` runs this over src, workers, e2e, bench and scripts.
 */
const room = (name) => `^src/${name}/`;

/** Never run by the app: exported programs are made of it, and run in Node. */
const runtimes = '^src/core/programs/\\w+/runtime/';

/** Returns a rule: files in `from` may import, of our own files, only those in `to`. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: '^(src|workers|e2e|bench|scripts)/', pathNot: [from, ...to] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      // Vite turns "?url" into the address of a file, and "?worker&url" into that of a worker;
      // scripts/program-modules.mjs turns "?modules" into what programs take over.
      to: { couldNotResolve: true, pathNot: '^virtual:|\\?((worker&)?url|modules)$' },
    },
    only('core-alone', room('core'), [], 'core imports nothing of ours'),
    {
      name: 'core-plain',
      comment: 'core runs anywhere: no Svelte, no Node, no wasm at run time, no user interface',
      severity: 'error',
      from: { path: room('core'), pathNot: `\\.test\\.ts$|^src/core/testing/|${runtimes}` },
      to: {
        path: '^node_modules/(svelte|bits-ui|@lucide|comlink|idb-keyval|wasm-vips)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'core-without-node',
      comment: 'core runs in browsers: no modules of Node',
      severity: 'error',
      from: { path: room('core'), pathNot: `\\.test\\.ts$|^src/core/testing/|${runtimes}` },
      to: { dependencyTypes: ['core'] },
    },
    only('workers-core', '^workers/', [room('core')], 'workers import core'),
    {
      name: 'engine-protocol',
      comment:
        'engine imports core and the types of workers/protocol; it starts the workers by URL',
      severity: 'error',
      from: { path: room('engine'), pathNot: '\\.test\\.ts$' },
      to: {
        path: '^(src|workers|e2e)/',
        pathNot: [
          room('engine'),
          room('core'),
          '^workers/protocol',
          '^workers/(vips|thread)\\.worker\\.ts$',
        ],
      },
    },
    only(
      'platform-core',
      room('platform'),
      [room('core'), '^workers/protocol'],
      'platform imports core and the types of workers/protocol',
    ),
    {
      name: 'protocol-is-types',
      comment: 'outside of workers, workers/protocol is used for its types only',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^workers/protocol', dependencyTypesNot: ['type-only'] },
    },
    only(
      'state-core',
      room('state'),
      [room('core')],
      'state imports core; engine and platform are handed in by app, behind interfaces',
    ),
    {
      name: 'state-base',
      comment: 'what all stores build on knows none of them',
      severity: 'error',
      from: { path: '^src/state/base/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/state/', pathNot: '^src/state/base/' },
    },
    {
      name: 'state-context',
      comment: 'context knows all stores; their rooms never ask for it',
      severity: 'error',
      from: { path: '^src/state/[^/]+/' },
      to: { path: '^src/state/context' },
    },
    {
      name: 'ui-knows-no-business',
      comment: 'ui imports of core its types only, and nothing else of ours',
      severity: 'error',
      from: { path: room('ui'), pathNot: '\\.test\\.ts$' },
      to: { path: '^(src|workers)/', pathNot: [room('ui'), room('core')] },
    },
    only(
      'features-below',
      room('features'),
      [room('ui'), room('state'), room('core')],
      'features import ui, state and core',
    ),
    {
      name: 'features-apart',
      comment: 'features never import one another; app joins them',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'boot-first',
      comment: 'boot runs before the app: it knows platform and loads app/main, nothing else',
      severity: 'error',
      from: { path: '^src/boot/' },
      to: {
        path: '^(src|workers)/',
        pathNot: ['^src/boot/', '^src/platform/', '^src/app/main\\.ts$'],
      },
    },
    {
      name: 'nobody-imports-app',
      comment: 'app knows everyone; nobody but boot knows app',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: ['^src/app/', '^src/boot/', '\\.test\\.ts$'] },
      to: { path: '^src/app/' },
    },
    {
      name: 'e2e-outside',
      comment: 'the browser tests see the site as a person does: nothing of src or workers',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: '^(src|workers)/' },
    },
    {
      name: 'tests-are-leaves',
      comment: 'nobody imports a test',
      severity: 'error',
      from: {},
      to: { path: '\\.test\\.ts$' },
    },
    {
      name: 'only-what-ships',
      comment: 'the site imports dependencies, not development tools',
      severity: 'error',
      from: {
        path: '^(src|workers)/',
        pathNot: '\\.test\\.ts$|env\\.d\\.ts$|^src/(core/testing/|engine/testing)|^workers/testing',
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '/svelte/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['browser', 'svelte', 'import', 'default', 'types'],
      extensions: ['.ts', '.svelte', '.js', '.mjs', '.d.ts', '.json'],
    },
  },
};
