import { constants } from '../constants';
import { choicesFor, isTelling, type PlannedOwn, type ProgramPlan } from '../plan';
import { base64Lines, commentText, rawJson } from '../print/literals';
import { literalOf, type OwnFunction, programParts } from '../print/parts';
import { needOwn, ownRows, ownWords } from '../print/own-table';
import { edited, type Edit, joined, type PackageImport, reached } from '../print/runtime';
import { pythonConstant } from './constants';
import { pythonDialect, pythonStatements } from './dialect';
import { pythonLiterals } from './literals';
import { pythonMarks } from './marks';
import { pythonModules } from './runtime';

/** The part of a Python program that says what is done to one picture; shared by all of them. */
export interface PythonCore {
  /** Modules of Python that it needs. */
  readonly imports: readonly string[];
  /** `pipeline` and its steps. */
  readonly steps: string;
  /** The settings. */
  readonly constants: string;
  /** What it does with pictures, and its command line. */
  readonly functions: string;
  /** The pipeline as JSON. */
  readonly document: string;
  /** Pictures that come along, at the end of the file; empty when there are none. */
  readonly carried: string;
}

/** What stands between declarations. */
const gap = '\n\n\n';
/** Where the path of a picture is handed on, in programs that do something else to some pictures. */
const passingNames: readonly Edit[] = [
  {
    file: 'command-line',
    from: 'result_of(path.read_bytes(), notices)',
    to: 'result_of(path.read_bytes(), notices, path.absolute().as_posix())',
  },
  {
    file: 'cluster/main',
    from: 'result_of(data, notices)',
    to: 'result_of(data, notices, path_of(source))',
  },
  ...['frames/still', 'frames/animated'].flatMap((file) => [
    { file, from: 'result_of(data, notices)', to: 'result_of(data, notices, path)' },
    { file, from: 'pipeline(prepared(', to: 'pipeline_of(path)(prepared(' },
  ]),
  {
    file: 'frames/animated',
    from: 'if FLICKERS is not None:\n        raise ValueError(FLICKERS)',
    to: 'if flickers_of(path) is not None:\n        raise ValueError(flickers_of(path))',
  },
  {
    file: 'metadata/embedded-pipeline',
    from: 'json.loads(PIPELINE)',
    to: 'json.loads(document_of(image))',
  },
];

/** How modules are imported that are not Python's own. */
const installed = new Set(['pyvips', 'dask', 'distributed', 'fsspec']);

/**
 * Returns what every Python program of a plan has in common.
 * @param main the file of the runtime with its command line
 */
export function pythonCore(plan: ProgramPlan, main: string): PythonCore {
  const needs = new Set([main]);
  needOwn(plan, needs);
  const tells = isTelling(plan);
  const parts = programParts(plan, pythonDialect(needs), pythonStatements, {
    comment: (text) => `# ${commentText(text)}`,
    functionOpens: (name, parameter) => `def ${name}(${parameter}):`,
    functionCloses: null,
    materialize: 'image = image.copy_memory()',
  });
  const ownParts = parts.own.flatMap((one) => [one.text, ...one.steps]);
  const steps = [parts.pipeline, ...parts.steps, ...ownParts].join(gap);
  const own = [parts.prepare, parts.sized, parts.finish, parts.check];
  const whole = reached(pythonModules, needs, choicesFor(plan));
  const taken = plan.own ? edited(whole, passingNames) : whole;
  const words = new Set(taken.flatMap((file) => [...file.words]));
  const functions = [
    ...taken.filter(({ file }) => file !== main).map(({ texts }) => joined(texts, gap)),
    ...own,
    ...(plan.own ? [ownTables(plan.own, parts.own, plan)] : []),
    ...taken.filter(({ file }) => file === main).map(({ texts }) => joined(texts, gap)),
  ].join(gap);
  const imports = new Set(
    taken.flatMap(({ packages }) => packages.map((one: PackageImport) => one.from)),
  );
  // Steps may call it; nothing else that is printed does.
  if ([steps, ...own].some((text) => text.includes('math.'))) imports.add('math');
  const { xmpBytes } = plan.format.holds;
  const options = Object.entries(plan.format.options);
  const settings = [
    `SAVER = ${pythonLiterals.text(plan.format.saver)}`,
    `EXTENSION = ${pythonLiterals.text(`.${plan.format.extension}`)}`,
    `SAVE_OPTIONS = {${options.map(([key, value]) => `${pythonLiterals.text(key)}: ${literalOf(pythonLiterals, value)}`).join(', ')}}`,
    `QUALITY = ${plan.naming.quality === null ? 'None' : pythonLiterals.number(plan.naming.quality)}`,
    ...(plan.fitUnder === null
      ? []
      : [`FIT_UNDER = ${pythonLiterals.number(plan.fitUnder)}  # bytes`]),
    ...(plan.format.animates
      ? [
          '# Why animations are refused, or None.',
          `FLICKERS = ${plan.flickers === null ? 'None' : pythonLiterals.text(plan.flickers)}`,
        ]
      : []),
    ...(tells
      ? [
          '# Groups of metadata that stay in results, and what else of them the format holds.',
          `KEEP = [${plan.metadata.kept.map(pythonLiterals.text).join(', ')}]`,
          `KEEPS_ALL = ${pythonLiterals.flag(plan.metadata.policy === 'all')}`,
          `HOLDS_EXIF = ${pythonLiterals.flag(plan.format.holds.exif)}`,
          `HOLDS_TEXTS = ${pythonLiterals.flag(plan.format.holds.texts)}`,
          `XMP_BYTES = ${Number.isFinite(xmpBytes) ? pythonLiterals.number(xmpBytes) : 'None'}`,
        ]
      : []),
    ...namingSettings(plan),
    ...constants.filter(({ name }) => words.has(name)).map(pythonConstant),
  ];
  const document = [
    '# The pipeline as a document: drop this file into Pipette to go on with it there.',
    `${pythonMarks.opens}\n${rawJson(plan.document)}\n${pythonMarks.closes}`,
  ].join('\n');
  const settled = [
    ...(plan.format.encoder === 'jxl'
      ? [
          '# JPEG XL needs a libvips with libjxl, which pyvips[binary] is not: install libvips itself.',
        ]
      : []),
    ...(plan.format.options['palette'] === true || plan.format.id === 'gif'
      ? [
          '# The colours of a palette are chosen with fractions that native libvips rounds in other ways',
          '# than the browser: a few pixels may get the next colour of the palette.',
        ]
      : []),
    '# How results are written.',
    ...settings,
    '',
    `VIPS_VERSION = ${pythonLiterals.text(plan.facts.vipsVersion)}`,
    plan.facts.checksum === null
      ? 'CHECKSUM = None'
      : `CHECKSUM = ${pythonLiterals.text(plan.facts.checksum)}`,
  ].join('\n');
  const carried = [...plan.carried].map(([name, bytes]) => {
    const lines = base64Lines(bytes, 88).map((line) => `        "${line}",`);
    return `    ${pythonLiterals.text(name)}: [\n${lines.join('\n')}\n    ],`;
  });
  return {
    imports: [...imports].filter((name) => !installed.has(name)),
    steps,
    constants: settled,
    functions,
    document,
    carried:
      carried.length === 0
        ? ''
        : `\n\n# Pictures that the pipeline brings along, as PNG files in base64.\nCARRIED = {\n${carried.join('\n')}\n}\n`,
  };
}

/** How pyvips is imported: what libvips warns of is said once, in words of the program's own. */
export const pythonImport = `os.environ["VIPS_WARNING"] = "0"
import pyvips`;

/** Returns import statements in the order of the alphabet, each once. */
export const importLines = (imports: Iterable<string>): string =>
  [...new Set(imports)]
    .sort()
    .map((name) => `import ${name}`)
    .join('\n');

/** Returns the first lines of a program: what it is, what it needs and how it is used. */
export function pythonHeader(plan: ProgramPlan, install: string, uses: readonly string[]): string {
  const { appVersion, date, vipsVersion } = plan.facts;
  const count = `${plan.steps.length} ${plan.steps.length === 1 ? 'step' : 'steps'}`;
  // What a person named the pipeline comes third: in the first two lines, Python would look for
  // the name of an encoding.
  return [
    '#!/usr/bin/env python3',
    '# For Python 3.9 or newer.',
    `# ${commentText(plan.name) || 'Untitled'}`,
    `# ${count}, made by Pipette ${appVersion} on ${date}`,
    `# Same pixels as in the browser with libvips ${vipsVersion}. To install it:`,
    `#     pip install ${install}`,
    '# SVG files are drawn by another library there: their edges and letters may differ.',
    '# To use it:',
    ...uses.map((use) => `#     ${use}`),
  ].join('\n');
}

/** Returns the plan as a Python program for pyvips, with a command line. */
export function pythonProgram(plan: ProgramPlan): string {
  const core = pythonCore(plan, 'command-line');
  return `${pythonHeader(plan, `pyvips==3.* pyvips-binary==${plan.facts.vipsVersion}`, [
    'python pipeline.py photo.jpg folder "*.png" -o results [--jobs 4] [--overwrite]',
    'python pipeline.py --verify',
  ])}
${importLines([...core.imports, 'os'])}

${pythonImport}


${core.steps}


${core.constants}


${core.functions}


${core.document}
${core.carried}

if __name__ == "__main__":
    sys.exit(main())
`;
}

/** How results are named, unless they have the names of their sources. */
function namingSettings({ naming }: ProgramPlan): readonly string[] {
  const ahead = `NAMED_AHEAD = ${pythonLiterals.flag(naming.isKnownAhead)}`;
  if (naming.pattern === '') return [ahead];
  return [
    `NAME = ${pythonLiterals.text(naming.pattern)}`,
    'NAME_FACTS = {',
    `    "pipeline": ${pythonLiterals.text(naming.pipeline)},`,
    `    "preset": ${pythonLiterals.text(naming.preset)},`,
    '    "quality": QUALITY,',
    '}',
    '# Whether names are known before the pictures are made.',
    ahead,
  ];
}

/** Returns the tables of pictures with values of their own. */
function ownTables(
  planned: PlannedOwn,
  functions: readonly OwnFunction[],
  { format, metadata }: ProgramPlan,
): string {
  const { own, flickers, documents } = ownRows(planned, functions, (name) => name);
  const { text } = pythonLiterals;
  const table = (name: string, rows: readonly string[]): string =>
    `${name} = {\n${rows.map((row) => `    ${row},\n`).join('')}}`;
  return [
    `# ${ownWords}`,
    table(
      'OWN',
      own.map(([path, name]) => `${text(path)}: ${name}`),
    ),
    ...(format.animates
      ? [
          table(
            'OWN_FLICKERS',
            flickers.map(([name, why]) => `${name}: ${text(why)}`),
          ),
        ]
      : []),
    ...(metadata.carriesPipeline
      ? [
          table(
            'OWN_DOCUMENTS',
            documents.map(([name, document]) => `${text(name)}: r'''\n${rawJson(document)}\n'''`),
          ),
        ]
      : []),
  ].join('\n');
}
