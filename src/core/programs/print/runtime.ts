/** A top-level declaration of a source file that programs take from. */
export interface Declaration {
  /** What it declares; more than one where it takes something apart. */
  readonly names: readonly string[];
  /** As it is printed, with the comment before it. */
  readonly text: string;
  /** All words of its code: what it needs is among them. */
  readonly words: readonly string[];
}

/** A source file that programs take from. It stands behind those that it imports. */
export interface RuntimeModule {
  /** Its path from the runtime's folder, without an ending. */
  readonly file: string;
  /** Which file a name comes from that it imports. */
  readonly imports: Readonly<Record<string, string>>;
  /** What it imports that is not ours. */
  readonly packages: readonly PackageImport[];
  readonly declarations: readonly Declaration[];
}

/** An import of what is not ours. */
export interface PackageImport {
  readonly from: string;
  /** The word by which code means it. */
  readonly name: string;
  /** Whether it is one name of several that the package has. */
  readonly isNamed: boolean;
}

/** What a program prints of a file. */
export interface Taken {
  readonly file: string;
  readonly texts: readonly string[];
  /** All words of their code. */
  readonly words: ReadonlySet<string>;
  /** What these need that is not ours. */
  readonly packages: readonly PackageImport[];
}

/** What every program says itself stands in this file as an example, for linters and tests. */
const ownFile = 'program';

/**
 * Returns what a program prints: all of some files, some declarations of any, and what these reach.
 * @param roots files by their paths, and declarations by their names
 * @param choices files that a program takes where several declare the same for others to import
 */
export function reached(
  modules: readonly RuntimeModule[],
  roots: ReadonlySet<string>,
  choices: ReadonlySet<string>,
): readonly Taken[] {
  const byFile = new Map(modules.map((module) => [module.file, module]));
  const own = new Set(byFile.get(ownFile)?.declarations.flatMap(({ names }) => names));
  const chosen = new Map<string, RuntimeModule>();
  for (const file of choices) {
    const module = byFile.get(file);
    if (!module) throw new Error(`there is no ${file} in the runtime`);
    for (const name of module.declarations.flatMap(({ names }) => names)) {
      if (chosen.has(name)) throw new Error(`${file} and another choice both declare ${name}`);
      chosen.set(name, module);
    }
  }
  const wanted = new Set<Declaration>();
  const want = (module: RuntimeModule, declaration: Declaration): void => {
    if (module.file === ownFile || wanted.has(declaration)) return;
    wanted.add(declaration);
    for (const word of declaration.words) follow(module, word);
  };
  const follow = (module: RuntimeModule, word: string): void => {
    const here = declarationOf(module, word);
    // Code also says words that every object knows, such as valueOf.
    const from = Object.hasOwn(module.imports, word) ? module.imports[word] : undefined;
    if (here) want(module, here);
    else if (from !== undefined && from !== ownFile) {
      const source = chosen.get(word) ?? byFile.get(from);
      const found = source && declarationOf(source, word);
      if (!source || !found) throw new Error(`${module.file} imports ${word}, which ${from} lacks`);
      want(source, found);
    }
  };
  for (const root of roots) {
    const whole = byFile.get(root);
    if (whole) for (const declaration of whole.declarations) want(whole, declaration);
    else if (!own.has(root)) {
      const holder = modules.find((module) => declarationOf(module, root));
      const found = holder && declarationOf(holder, root);
      if (!holder || !found) throw new Error(`there is no ${root} in the runtime`);
      want(holder, found);
    }
  }
  return modules.flatMap(({ file, packages, declarations }) => {
    const taken = declarations.filter((one) => wanted.has(one));
    const words = new Set(taken.flatMap((one) => one.words));
    return taken.length === 0
      ? []
      : [
          {
            file,
            texts: taken.map(({ text }) => text),
            words,
            packages: packages.filter(({ name }) => words.has(name)),
          },
        ];
  });
}

/** What some programs say otherwise than a file of the runtime. */
export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Returns what a program prints with all edits of these files; one that finds nothing is a mistake. */
export function edited(taken: readonly Taken[], edits: readonly Edit[]): readonly Taken[] {
  return taken.map((one) => ({
    ...one,
    texts: edits
      .filter(({ file }) => file === one.file)
      .reduce<readonly string[]>((texts, { from, to }) => {
        if (!texts.some((text) => text.includes(from)))
          throw new Error(`${one.file} has no ${from}`);
        return texts.map((text) => text.replaceAll(from, () => to));
      }, one.texts),
  }));
}

/**
 * Returns declarations one after another: constants of one line stand together, all else apart.
 * @param gap what stands between
 */
export const joined = (texts: readonly string[], gap: string): string =>
  texts.reduce((text, next, index) => {
    const isClose = ![texts[index - 1] ?? '', next].some((one) => one.includes('\n'));
    return index === 0 ? next : text + (isClose ? '\n' : gap) + next;
  }, '');

const declarationOf = (module: RuntimeModule, name: string): Declaration | undefined =>
  module.declarations.find(({ names }) => names.includes(name));
