// Longer than a file should be: how the site is built, and how its unit tests run, is said here alone.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { VitePWA } from 'vite-plugin-pwa';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { buildId } from './scripts/build-id.mjs';
import { lettersOfTheWorld } from './scripts/font-faces.mjs';
import { programModules } from './scripts/program-modules.mjs';
import { withoutProof } from './scripts/without-proof.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const version = readVersion(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const build = buildId(root);

function readVersion(packageText: string): string {
  const match = /"version":\s*"([^"]+)"/.exec(packageText);
  if (match?.[1] === undefined) throw new Error('package.json has no version');
  return match[1];
}

const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Leaves out what is known and harmless: the policy refuses the `eval` of wasm-vips, which does
 * without, libheif-js asks for Node's modules in Node only, and what comes late as one file has parts that
 * the first screen asks for by themselves.
 */
const quiet = {
  checks: { bundlerTimings: false, eval: false, ineffectiveDynamicImport: false },
  onwarn(warning: { message: string }, show: (warning: string) => void): void {
    if (!/"(fs|path|crypto|module)" has been externalized/.test(warning.message))
      show(warning.message);
  },
};

/** Lets the dev server inject style elements; the built page keeps the strict policy. */
const looserStylesInDevelopment: Plugin = {
  name: 'pipette:dev-styles',
  apply: 'serve',
  transformIndexHtml: (html) =>
    // Next to a hash, 'unsafe-inline' would count for nothing.
    html.replace(/style-src 'self'( 'sha256-[^']*')?/, "style-src 'self' 'unsafe-inline'"),
};

/**
 * Takes out of wasm-vips that it makes workers by itself: its threads are lent by the page, and the
 * script that it would start need not be built. Nor does each thread make the thousands of functions by
 * which scripts call libvips: a script's values live in one worker, so that no thread can use any, and it
 * would be a quarter of what the start of an engine takes of the processor.
 */
const threadsAreLent: Plugin = {
  name: 'pipette:threads-are-lent',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/wasm-vips\/lib\/vips-es6\.js(\?|$)/.test(id)) return null;
    let lent = code;
    for (const [made, instead] of [
      ['new Worker(new URL("vips-es6.js",import.meta.url),', 'new Worker("",'],
      // What follows is that it answers messages from then on.
      [/(\w+)\|\|\(\w+\(\),\1=!0\);/, '$1=!0;'],
    ] as const) {
      const before = lent;
      lent = lent.replace(made, instead);
      if (lent === before) this.error('wasm-vips makes its threads in another way than expected.');
    }
    return { code: lent, map: null };
  },
};

/**
 * Has the first screen fetched beside the boot script, which would ask for it only once it is here itself.
 * Neither holds up the first paint.
 */
const firstScreenAhead: Plugin = {
  name: 'pipette:first-screen-ahead',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const screen = Object.values(bundle).find(({ name }) => name === 'first-screen');
      if (screen?.type !== 'chunk') return [];
      // That of the boot script is asked for already.
      const scripts = screen.imports.filter((file) => {
        const other = bundle[file];
        return other?.type === 'chunk' && !other.isEntry;
      });
      const link = (file: string, how: Record<string, string>) => ({
        tag: 'link',
        attrs: { ...how, crossorigin: true, href: `./${file}` },
        injectTo: 'head' as const,
      });
      return [
        ...[screen.fileName, ...scripts].map((file) => link(file, { rel: 'modulepreload' })),
        ...[...(screen.viteMetadata?.importedCss ?? [])].map((file) =>
          link(file, { rel: 'preload', as: 'style' }),
        ),
      ];
    },
  },
};

/** Writes version.json, which tells a running page whether the host has a newer build. */
const versionFile: Plugin = {
  name: 'pipette:version-file',
  apply: 'build',
  applyToEnvironment: (environment) => environment.name === 'client',
  generateBundle() {
    const source = `${JSON.stringify({ version, build })}\n`;
    this.emitFile({ type: 'asset', fileName: 'version.json', source });
  },
};

/**
 * What is one file of the built site each, with all that it imports and those before it do not: one file
 * packs better than ten small ones, and a visit that asked for 137 scripts had its engine a fifth of a second
 * later.
 */
const files = [
  { name: 'boot', test: /\/(?:index\.html|src\/boot\/boot\.ts)$/, priority: 5 },
  { name: 'first-screen', test: /\/src\/app\/main\.ts$/, priority: 4 },
  { name: 'operations', test: /\/src\/state\/work\/read-work\.ts$/, priority: 3 },
  {
    name: 'columns',
    test: /\/(?:StepList|PictureArea|ExportFooter|MenuList|Tabs)\.svelte$/,
    priority: 2,
  },
  {
    name: 'late',
    test: /\/(?:late-parts\.ts|(?:LateWindows|Banners|ImagesTab)\.svelte|loaders\.ts)$/,
    priority: 1,
  },
];

const unitTests = ['src/**/*.test.ts', 'workers/**/*.test.ts', 'scripts/**/*.test.ts'];
/**
 * They have a worker to themselves: what counts the work of functions needs them compiled after the
 * counting began, and what puts something in place of a module would do so for all that come after it.
 */
const apart = [
  'src/core/documents/read-document-misfits.test.ts',
  'src/core/documents/share-link-damage.test.ts',
  'src/core/pipeline/versions/linear.test.ts',
  'src/core/source/hostile.test.ts',
  'src/core/testing/work.test.ts',
  ...['src', 'workers'].flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .map((file) => join(room, file))
      .filter((file) => file.endsWith('.test.ts'))
      .filter((file) => readFileSync(join(root, file), 'utf8').includes('vi.mock(')),
  ),
];
/** They run effects, as in a page. */
const stores = 'src/state/**/*.test.ts';
const unitTestsLeftOut = [
  // Its pictures are not part of the repository: without them there is nothing to test, or to skip.
  ...(process.env['PIPETTE_CORPUS'] ? [] : ['**/corpus.test.ts']),
  // Measures, which says something on a quiet machine only: the soak does that.
  ...(process.env['PIPETTE_FUZZ'] ? [] : ['**/mebibyte.test.ts']),
  // These run exported programs; npm test makes the Python that they need.
  ...(process.env['PIPETTE_PYTHON'] ? [] : ['**/*.programs.test.ts']),
];

/** Read only where tests run: it brings Vitest along. */
const { LongestFirst } = process.env['VITEST']
  ? await import('./scripts/longest-first.mjs')
  : { LongestFirst: undefined };

export default defineConfig({
  // The site works from any folder of any host.
  base: './',
  define: {
    __PIPETTE_VERSION__: JSON.stringify(version),
    __PIPETTE_BUILD__: JSON.stringify(build),
  },
  plugins: [
    svelte(),
    looserStylesInDevelopment,
    threadsAreLent,
    withoutProof,
    programModules(),
    lettersOfTheWorld(),
    firstScreenAhead,
    versionFile,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/platform/service-worker',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false,
      integration: {
        configureCustomSWViteBuild: (config) => {
          config.logLevel = 'warn';
        },
      },
      includeManifestIcons: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: [
          '**/*.{js,css,html,svg,png,jpg,webp,json,txt,woff2,wasm}',
          // Latin letters; those of other scripts are kept when they are used.
          'assets/inter-latin-600-normal-*.woff',
        ],
        globIgnores: ['version.json', 'service-worker.js'],
        // vips.wasm is precached; without this the build would stop at 2 MiB.
        maximumFileSizeToCacheInBytes: 12 * 1024 * 1024,
      },
      manifest: {
        id: './',
        name: 'Pipette',
        short_name: 'Pipette',
        description: 'Image pipelines in your browser that anyone can get the same pixels from.',
        lang: 'en',
        start_url: './',
        scope: './',
        display: 'standalone',
        theme_color: '#191b1e',
        background_color: '#111214',
        categories: ['photo', 'graphics', 'productivity'],
        icons: [
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          {
            src: 'icons/icon-maskable-512.png',
            sizes: '512x512',
            type: 'image/png',
            purpose: 'maskable',
          },
          { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
        file_handlers: [
          {
            action: './',
            accept: {
              'image/jpeg': ['.jpg', '.jpeg'],
              'image/png': ['.png'],
              'image/webp': ['.webp'],
              'image/tiff': ['.tif', '.tiff'],
              'image/gif': ['.gif'],
              'image/avif': ['.avif'],
              'image/jxl': ['.jxl'],
              'image/svg+xml': ['.svg'],
              'image/heic': ['.heic'],
              'image/heif': ['.heif'],
              'application/json': ['.json'],
              'application/yaml': ['.yaml', '.yml'],
              'application/x-pipette-project': ['.pipette'],
            },
          },
        ],
        share_target: {
          action: './share-target',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: {
            files: [
              {
                name: 'images',
                accept: ['image/*', 'application/json', '.json', '.yaml', '.yml', '.pipette'],
              },
            ],
          },
        },
      },
    }),
  ],
  // Pre-bundling breaks the `new URL(…, import.meta.url)` by which wasm-vips finds its files.
  optimizeDeps: { exclude: ['wasm-vips'] },
  worker: {
    format: 'es',
    plugins: () => [threadsAreLent, withoutProof, ...lettersOfTheWorld()],
    rolldownOptions: {
      ...quiet,
      // WebKit runs a worker's own script once more when what comes late imports it: then two of it
      // answer each call. So what both need is a file of its own.
      output: {
        codeSplitting: {
          groups: [{ name: 'shared', test: /\/fflate\/|\/core\/(?:base\/crc32|text\/lines)\.ts$/ }],
        },
      },
    },
  },
  build: {
    target: ['chrome111', 'firefox128', 'safari18.2'],
    // A data: URL in place of a file would be refused by the security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1024,
    rolldownOptions: {
      ...quiet,
      output: { codeSplitting: { groups: files } },
    },
  },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders },
  test: {
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tests make steps in ways of their own.
    setupFiles: './src/core/operations/index.ts',
    // One core less is the default, which on two cores leaves one idle.
    maxWorkers: '100%',
    ...(LongestFirst ? { sequence: { sequencer: LongestFirst } } : {}),
    // Starting a worker, reading core and compiling libvips anew for every file takes longer than most.
    isolate: false,
    // Changed by a plugin, as in the app.
    server: { deps: { inline: ['harfbuzzjs'] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'plain',
          include: unitTests,
          exclude: [...unitTestsLeftOut, ...apart, stores],
        },
      },
      { extends: true, test: { name: 'apart', include: apart, isolate: true } },
      {
        extends: true,
        resolve: { conditions: ['browser'] },
        test: {
          name: 'stores',
          environment: './scripts/page-environment.mjs',
          include: [stores],
          server: { deps: { inline: [/node_modules\/svelte\//, 'harfbuzzjs'] } },
        },
      },
    ],
  },
});
