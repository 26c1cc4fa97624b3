import type { Declaration, PackageImport, RuntimeModule } from '../print/runtime';

const sources = import.meta.glob<string>('./runtime/**/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const own = /^from (\.+)([\w.]*) import (?:\(([^)]*)\)|(.*))$/u;
const foreign = /^import ([\w.]+)$/u;
const declares = /^(?:def|class) (\w+)|^([A-Z]\w*(?:, [A-Z]\w*)*) = /u;
/** Comments and texts of Python; texts with a prefix of f have code inside. */
const unspoken =
  /#[^\n]*|([A-Za-z]{0,2})(?:"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')/gu;

/** Returns the words of code that may mean something outside of it. */
const wordsOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .replace(unspoken, (found, prefix: string | undefined) =>
        /f/iu.test(prefix ?? '') ? found.replaceAll(/["']/gu, ' ') : ' ',
      )
      .match(/(?<![.\w])[A-Za-z_]\w*/gu),
  ),
];

/** Plans call files by names with dashes, which modules of Python cannot have. */
const dashed = (path: string): string => path.replaceAll('_', '-');

/** Returns the path of a file that another one imports, as Python finds it. */
function pathFrom(file: string, dots: number, name: string): string {
  const folders = file.split('/').slice(0, -dots);
  return dashed([...folders, ...name.split('.')].join('/'));
}

/** Puts comments and decorators before what they are about. */
function withComments(pieces: readonly string[], piece: string): readonly string[] {
  const last = pieces.at(-1);
  const isComment = last?.split('\n').every((line) => /^[#@]/u.test(line)) ?? false;
  return isComment ? [...pieces.slice(0, -1), `${last}\n${piece}`] : [...pieces, piece];
}

/** Takes a file apart: it is formatted, so what begins in the first column begins something. */
function moduleOf(path: string, source: string): RuntimeModule {
  const file = dashed(path.replace('./runtime/', '').replace(/\.py$/u, ''));
  const imports: Record<string, string> = {};
  const packages: PackageImport[] = [];
  const declarations: Declaration[] = [];
  for (const statement of source
    .trim()
    .split(/\n+(?=[^\s)\]}])/u)
    .reduce<readonly string[]>(withComments, [])) {
    const inner = own.exec(statement);
    const outer = foreign.exec(statement);
    const declared = declares.exec(statement.replace(/^(?:[#@][^\n]*\n)+/u, ''));
    if (inner) {
      const from = pathFrom(file, (inner[1] ?? '').length, inner[2] ?? '');
      for (const name of (inner[3] ?? inner[4] ?? '').match(/\w+/gu) ?? []) imports[name] = from;
    } else if (outer?.[1] !== undefined) {
      const [name = ''] = outer[1].split('.');
      packages.push({ from: outer[1], name, isNamed: false });
    } else if (declared) {
      const names = (declared[1] ?? declared[2] ?? '').split(', ');
      const words = wordsOf(statement).filter((word) => !names.includes(word));
      declarations.push({ names, text: statement, words });
    } else {
      throw new Error(`${path} has more than declarations: ${statement.slice(0, 40)}`);
    }
  }
  return { file, imports, packages, declarations };
}

/** Puts files behind those that they import, as they would run. */
function inOrder(modules: readonly RuntimeModule[]): readonly RuntimeModule[] {
  const byFile = new Map(modules.map((module) => [module.file, module]));
  const ordered = new Set<RuntimeModule>();
  const add = (module: RuntimeModule): void => {
    if (ordered.has(module)) return;
    for (const file of new Set(Object.values(module.imports))) {
      const needed = byFile.get(file);
      if (!needed) throw new Error(`${module.file} imports ${file}, which is not there`);
      add(needed);
    }
    ordered.add(module);
  };
  for (const module of modules) add(module);
  return [...ordered];
}

/** The files that Python programs take from. */
export const pythonModules: readonly RuntimeModule[] = inOrder(
  Object.entries(sources).map(([path, source]) => moduleOf(path, source)),
);
