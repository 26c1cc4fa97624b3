import { choicesFor, isTelling, type PlannedOwn, type ProgramPlan } from '../plan';
import { base64Lines, commentText, rawJson } from '../print/literals';
import { literalOf, type OwnFunction, programParts } from '../print/parts';
import { needOwn, ownRows, ownWords } from '../print/own-table';
import { edited, type Edit, joined, type PackageImport, reached } from '../print/runtime';
import { camelCase, javascriptDialect, javascriptStatements } from './dialect';
import { javascriptLiterals } from './literals';
import { javascriptMarks } from './marks';
import modules from './runtime/program.mjs?modules';

/** The file of the runtime with the command line. */
const main = 'command-line';

/** Where the path of a picture is handed on, in programs that do something else to some pictures. */
const passingNames: readonly Edit[] = [
  ...['frames/still', 'frames/animated'].map((file) => ({
    file,
    from: 'pipeline(prepared(',
    to: 'pipelineOf(file)(prepared(',
  })),
  {
    file: 'frames/animated',
    from: 'if (FLICKERS !== null) throw new Error(FLICKERS);',
    to: 'if (flickersOf(file) !== null) throw new Error(flickersOf(file));',
  },
  {
    file: 'metadata/embedded-pipeline',
    from: 'JSON.parse(PIPELINE)',
    to: 'JSON.parse(documentOf(image))',
  },
];

/** Returns import statements in the order of the alphabet, each package once. */
function importLines(imports: readonly PackageImport[]): string {
  const packages = [...new Set(imports.map(({ from }) => from))].sort();
  return packages
    .map((from) => {
      const all = imports.filter((one) => one.from === from);
      const whole = all.find(({ isNamed }) => !isNamed);
      const named = [
        ...new Set(all.filter(({ isNamed }) => isNamed).map(({ name }) => name)),
      ].sort();
      const parts = [
        ...(whole ? [whole.name] : []),
        ...(named.length > 0 ? [`{ ${named.join(', ')} }`] : []),
      ];
      return `import ${parts.join(', ')} from '${from}';`;
    })
    .join('\n');
}

/** Returns the plan as a Node program (an ES module) for wasm-vips, with a command line. */
export function javascriptProgram(plan: ProgramPlan): string {
  const text = (value: string): string => javascriptLiterals.text(value);
  const needs = new Set<string>();
  needOwn(plan, needs);
  const parts = programParts(plan, javascriptDialect(needs), javascriptStatements, {
    comment: (words) => `// ${commentText(words)}`,
    functionOpens: (name, parameter) => `function ${name}(${parameter}) {`,
    functionCloses: '}',
    materialize: 'image = image.copyMemory();',
  });
  const ownParts = parts.own.flatMap((one) => [one.text, ...one.steps]);
  const steps = [parts.pipeline, ...parts.steps, ...ownParts].join('\n\n');
  const whole = reached(
    modules,
    new Set([main, ...[...needs].map(camelCase)]),
    // How IPTC is kept is said by HOLDS.
    new Set([...choicesFor(plan)].filter((file) => !file.startsWith('metadata/iptc-'))),
  );
  const taken = plan.own ? edited(whole, passingNames) : whole;
  const functions = [
    ...taken.filter(({ file }) => file !== main).map(({ texts }) => joined(texts, '\n\n')),
    parts.prepare,
    parts.sized,
    parts.finish,
    parts.check,
    ...(plan.own ? [ownTables(plan.own, parts.own, plan)] : []),
    ...taken.filter(({ file }) => file === main).map(({ texts }) => joined(texts, '\n\n')),
  ].join('\n\n');
  const tellsXmp = taken.some(({ file }) => file === 'packages/@xmldom--xmldom');
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
//     npm install wasm-vips${tellsXmp ? ' @xmldom/xmldom' : ''}
// To use it:
//     node pipeline.mjs photo.jpg folder "*.png" -o results [--jobs 4] [--overwrite]
//     node pipeline.mjs --verify
${importLines(taken.flatMap(({ packages }) => packages))}
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

// The pipeline as a document: drop this file into Pipette to go on with it there.
${javascriptMarks.opens}
${rawJson(plan.document)}
${javascriptMarks.closes}
${carried.length === 0 ? '' : `\n// Pictures that the pipeline brings along, as PNG files in base64.\nconst CARRIED = new Map([\n${carried.join('\n')}\n]);\n`}
process.exitCode = await main();
vips.shutdown();
`;
}

/** The rest of how results are written. */
function settingsOf(plan: ProgramPlan): string {
  const { fitUnder, flickers, format, metadata, naming } = plan;
  const { flag, number, text } = javascriptLiterals;
  const { exif, iptc, texts, xmpBytes } = format.holds;
  return [
    `const QUALITY = ${naming.quality === null ? 'null' : number(naming.quality)};`,
    ...(fitUnder === null ? [] : [`const FIT_UNDER = ${number(fitUnder)}; // bytes`]),
    ...(format.animates
      ? [
          '// Why animations are refused, or null.',
          `const FLICKERS = ${flickers === null ? 'null' : text(flickers)};`,
        ]
      : []),
    ...(isTelling(plan)
      ? [
          '// Groups of metadata that stay in results, and what else of them the format holds.',
          `const KEEP = new Set([${metadata.kept.map(text).join(', ')}]);`,
          `const HOLDS = { exif: ${flag(exif)}, iptc: ${iptc === null ? 'null' : text(iptc)}, texts: ${flag(texts)}, xmpBytes: ${xmpBytes} };`,
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
  ].join('\n');
}

/** Returns the tables of pictures with values of their own. */
function ownTables(
  planned: PlannedOwn,
  functions: readonly OwnFunction[],
  { format, metadata }: ProgramPlan,
): string {
  const { own, flickers, documents } = ownRows(planned, functions, camelCase);
  const { text } = javascriptLiterals;
  const table = (name: string, rows: readonly string[]): string =>
    `const ${name} = new Map([\n${rows.map((row) => `  [${row}],\n`).join('')}]);`;
  return [
    `// ${ownWords}`,
    table(
      'OWN',
      own.map(([path, name]) => `${text(path)}, ${name}`),
    ),
    ...(format.animates
      ? [
          table(
            'OWN_FLICKERS',
            flickers.map(([name, why]) => `${name}, ${text(why)}`),
          ),
        ]
      : []),
    ...(metadata.carriesPipeline
      ? [
          table(
            'OWN_DOCUMENTS',
            documents.map(
              ([name, document]) => `${text(name)}, String.raw\`\n${rawJson(document)}\n\``,
            ),
          ),
        ]
      : []),
  ].join('\n');
}
