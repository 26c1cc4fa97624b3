import { helperTexts } from '../print/helper';
import { javascriptAnimation } from './animation';
import { javascriptCarriers } from './carriers';
import { javascriptDialect } from './dialect';
import { javascriptEncoding, javascriptSaved } from './encoding';
import { javascriptExif } from './exif';
import { javascriptHelpers } from './helpers';
import { javascriptMain } from './main';
import { javascriptIptc } from './iptc';
import { javascriptMetadata, javascriptTables } from './metadata';
import { javascriptNaming } from './naming';
import { base64Lines, commentText, javascriptLiterals, rawJson } from '../print/literals';
import { literalOf, programParts } from '../print/parts';
import { isTelling, neededBy, type ProgramPlan } from '../plan';
import { javascriptSources } from './sources';
import { javascriptRaw } from '../raw-photos';
import { javascriptStored } from './stored';
import { javascriptStatements } from '../print/statements';

const allHelpers = new Map([
  ...javascriptAnimation,
  ...javascriptHelpers,
  ...javascriptCarriers,
  ...javascriptEncoding,
  ...javascriptExif,
  ...javascriptIptc,
  ...javascriptMetadata,
  ...javascriptNaming,
  ...javascriptRaw,
  ...javascriptSources,
  ...javascriptStored,
]);

/** Returns the plan as a Node program (an ES module) for wasm-vips, with a command line. */
export function javascriptProgram(plan: ProgramPlan): string {
  const text = (value: string): string => javascriptLiterals.text(value);
  const needs = neededBy(plan);
  const parts = programParts(plan, javascriptDialect(needs), javascriptStatements, {
    comment: (words) => `// ${commentText(words)}`,
    functionOpens: (name, parameter) => `function ${name}(${parameter}) {`,
    functionCloses: '}',
    materialize: 'image = image.copyMemory();',
  });
  const steps = [parts.pipeline, ...parts.steps].join('\n\n');
  const functions = [
    ...helperTexts(allHelpers, needs),
    parts.prepare,
    parts.sized,
    parts.finish,
    parts.check,
    javascriptSaved(plan),
  ].join('\n\n');
  const options = Object.entries(plan.format.options).map(
    ([key, value]) => `${key}: ${literalOf(javascriptLiterals, value)}`,
  );
  const carried = [...plan.carried].map(([name, bytes]) => {
    const lines = base64Lines(bytes, 88).map((line) => `      '${line}',`);
    return `  [\n    ${text(name)},\n    [\n${lines.join('\n')}\n    ],\n  ],`;
  });
  const { facts, format } = plan;
  return `#!/usr/bin/env node
// ${commentText(plan.name) || 'Untitled'}
// ${plan.steps.length} ${plan.steps.length === 1 ? 'step' : 'steps'}, made by Pipette ${facts.appVersion} on ${facts.date}
// Same pixels as in the browser with libvips ${facts.vipsVersion}. To install it (Node 20 or newer):
//     npm install wasm-vips${needs.has('fresh') ? ' @xmldom/xmldom' : ''}
// To use it:
//     node pipeline.mjs photo.jpg folder "*.png" -o results [--jobs 4] [--overwrite]
//     node pipeline.mjs --verify
import { fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import zlib from 'node:zlib';
import Vips from 'wasm-vips';

// What libvips warns of is said once, in words of the program's own.
const vips = await Vips({
  dynamicLibraries: ['vips-jxl.wasm', 'vips-heif.wasm', 'vips-resvg.wasm'],
  preRun: ({ ENV }) => (ENV.VIPS_WARNING = '0'),
});
// Pictures on the way are let go after each file, by this function.
let letGo = () => undefined;
vips.setDelayFunction((release) => (letGo = release));
vips.setAutoDeleteLater(true);

${steps}

// How results are written.
const SAVER = ${text(format.saver)};
const EXTENSION = ${text(`.${format.extension}`)};
const SAVE_OPTIONS = { ${options.join(', ')} };
${settingsOf(plan)}

const VIPS_VERSION = ${text(facts.vipsVersion)};
const CHECKSUM = ${facts.checksum === null ? 'null' : text(facts.checksum)};

${functions}

${javascriptMain(isTelling(plan))}

// The pipeline as a document: drop this file into Pipette to go on with it there.
const PIPELINE = String.raw\`
${rawJson(plan.document)}
\`;
${carried.length === 0 ? '' : `\n// Pictures that the pipeline brings along, as PNG files in base64.\nconst CARRIED = new Map([\n${carried.join('\n')}\n]);\n`}
process.exitCode = await main();
vips.shutdown();
`;
}

/** The rest of how results are written. */
function settingsOf(plan: ProgramPlan): string {
  const { fitUnder, flickers, format, metadata, naming } = plan;
  const { flag, number, text } = javascriptLiterals;
  const tells = isTelling(plan);
  return [
    `const QUALITY = ${naming.quality === null ? 'null' : number(naming.quality)};`,
    ...(fitUnder === null ? [] : [`const FIT_UNDER = ${number(fitUnder)}; // bytes`]),
    ...(format.animates
      ? [
          '// Why animations are refused, or null.',
          `const FLICKERS = ${flickers === null ? 'null' : text(flickers)};`,
        ]
      : []),
    ...(tells
      ? [
          '// Groups of metadata that stay in results, and what else of them the format holds.',
          `const KEEP = [${metadata.kept.map(text).join(', ')}];`,
          `const KEEPS_ALL = ${flag(metadata.policy === 'all')};`,
          `const HOLDS_EXIF = ${flag(format.holds.exif)};`,
          `const HOLDS_TEXTS = ${flag(format.holds.texts)};`,
        ]
      : []),
    ...(naming.pattern === ''
      ? []
      : [
          `const NAME = ${text(naming.pattern)};`,
          'const NAME_FACTS = {',
          `  pipeline: ${text(naming.pipeline)},`,
          `  preset: ${text(naming.preset)},`,
          '  quality: QUALITY,',
          '};',
          '// Whether names are known before the pictures are made.',
        ]),
    `const NAMED_AHEAD = ${flag(naming.isKnownAhead)};`,
    ...(tells ? ['', javascriptTables()] : []),
  ].join('\n');
}
