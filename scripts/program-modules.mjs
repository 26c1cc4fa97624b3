/**
 * What exported JavaScript programs take from: `import modules from './runtime/program.mjs?modules'`
 * gives the files of that folder and the TypeScript of ours that they import, types stripped, each
 * taken apart into its declarations. So programs hold the very code that the app runs.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';

const query = '?modules';

/** Returns a source without its types; what stood around them stays as it was. */
function withoutTypes(source) {
  const cuts = [];
  const cut = (from, to) => cuts.push([from, to]);
  const visit = (node) => {
    const isType =
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      (ts.isImportDeclaration(node) && node.importClause?.isTypeOnly) ||
      (ts.isExportDeclaration(node) && node.isTypeOnly) ||
      (ts.isFunctionDeclaration(node) && node.body === undefined);
    if (isType) return cut(node.getFullStart(), node.end);
    if (ts.isImportSpecifier(node) && node.isTypeOnly) {
      return cut(node.getStart(), node.end + (source.text[node.end] === ',' ? 1 : 0));
    }
    if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) {
      cut(node.expression.end, node.end);
      return visit(node.expression);
    }
    if (ts.isNonNullExpression(node)) cut(node.end - 1, node.end);
    // What follows a colon: of variables, parameters, properties and what functions return.
    if (node.type !== undefined && ts.isTypeNode(node.type)) cut(node.type.pos - 1, node.type.end);
    if (
      node.questionToken !== undefined &&
      (ts.isParameter(node) || ts.isPropertyDeclaration(node))
    ) {
      cut(node.questionToken.getStart(), node.questionToken.end);
    }
    for (const list of [node.typeParameters, node.typeArguments]) {
      if (list !== undefined) cut(list.pos - 1, source.text.indexOf('>', list.end) + 1);
    }
    for (const modifier of node.modifiers ?? []) {
      const words = [ts.SyntaxKind.ReadonlyKeyword, ts.SyntaxKind.PrivateKeyword];
      if (words.includes(modifier.kind)) cut(modifier.getStart(), modifier.end + 1);
    }
    ts.forEachChild(node, (child) => {
      if (!ts.isTypeNode(child) || ts.isExpressionWithTypeArguments(child)) visit(child);
    });
  };
  visit(source);
  let text = '';
  let at = 0;
  for (const [from, to] of cuts.sort(([one], [other]) => one - other)) {
    if (from < at) continue;
    text += source.text.slice(at, from);
    at = to;
  }
  return text + source.text.slice(at);
}

const parsed = (file, text) => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

/** Calls `tell` with the identifiers of a declaration that may mean something outside of it. */
function eachWord(declaration, tell) {
  const visit = (node) => {
    if (ts.isIdentifier(node)) tell(node);
    ts.forEachChild(node, (child) => {
      const isKey =
        (ts.isPropertyAccessExpression(node) && child === node.name) ||
        ((ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node)) && child === node.name) ||
        (ts.isBindingElement(node) && child === node.propertyName);
      if (!isKey || ts.isComputedPropertyName(child)) visit(child);
    });
  };
  visit(declaration);
}

function namesOf(statement) {
  const within = (name) =>
    ts.isIdentifier(name)
      ? [name.text]
      : name.elements.flatMap((one) => (ts.isBindingElement(one) ? within(one.name) : []));
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => within(name));
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return isNamed ? [statement.name.text] : [];
}

/**
 * Returns a file as its declarations, and where the names come from that it imports. What else it
 * has is left out: a program that needs it cannot be printed, and says so.
 * @param standIns files of the runtime that stand in for packages of the app, by their names
 */
function readModule(file, standIns) {
  const written = readFileSync(file, 'utf8');
  const text = file.endsWith('.ts') ? withoutTypes(parsed(file, written)) : written;
  const source = parsed(file.replace(/\.ts$/, '.mjs'), text);
  const imports = Object.create(null);
  const packages = [];
  const declarations = [];
  for (const statement of source.statements) {
    const names = namesOf(statement);
    if (names.length > 0) {
      const words = new Set();
      eachWord(statement, ({ text: word }) => words.add(word));
      for (const name of names) words.delete(name);
      const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
      const isExported =
        modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
      declarations.push({ names, words, statement, isExported });
    }
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const from = statement.moduleSpecifier.text;
    const whole = statement.importClause?.name;
    const named = statement.importClause?.namedBindings;
    const elements = named !== undefined && ts.isNamedImports(named) ? named.elements : [];
    // A stand-in is what imports the package itself.
    const path = from.startsWith('.') ? resolve(dirname(file), from) : standIns.get(from);
    if (path === undefined || path === file) {
      if (whole !== undefined) packages.push({ from, name: whole.text, isNamed: false });
      for (const { name } of elements) packages.push({ from, name: name.text, isNamed: true });
      continue;
    }
    for (const { name, propertyName } of elements) {
      if (propertyName === undefined)
        imports[name.text] = /\.(ts|mjs)$/.test(path) ? path : `${path}.ts`;
    }
  }
  return { file, text, imports, packages, declarations, kept: new Set() };
}

/** Returns the files that are reached from those of a folder, each behind those that it imports. */
function readModules(folder) {
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => join(folder, name))
    .sort();
  const packages = join(folder, 'packages');
  const standIns = new Map(
    own
      .filter((file) => dirname(file) === packages)
      .map((file) => [relative(packages, file).slice(0, -'.mjs'.length).replace('--', '/'), file]),
  );
  const modules = new Map();
  const moduleAt = (file) => {
    if (!modules.has(file)) modules.set(file, readModule(file, standIns));
    return modules.get(file);
  };
  const keep = (module, declaration) => {
    if (module.kept.has(declaration)) return;
    module.kept.add(declaration);
    for (const word of declaration.words) {
      const here = module.declarations.find(({ names }) => names.includes(word));
      const from = module.imports[word];
      if (here !== undefined) keep(module, here);
      else if (from !== undefined) {
        const source = moduleAt(from);
        const there = source.declarations.find(({ names }) => names.includes(word));
        if (there === undefined) throw new Error(`${from} does not declare ${word}.`);
        keep(source, there);
      }
    }
  };
  for (const file of own) {
    for (const declaration of moduleAt(file).declarations) keep(moduleAt(file), declaration);
  }
  const ordered = new Set();
  const seen = new Set();
  const add = (module) => {
    if (seen.has(module)) return;
    seen.add(module);
    for (const file of new Set(Object.values(module.imports))) {
      if (modules.has(file)) add(modules.get(file));
    }
    ordered.add(module);
  };
  for (const module of modules.values()) add(module);
  return [...ordered];
}

/**
 * Returns new names, by file and name, for what would be called the same in one program: names of
 * the runtime itself stay, then those that are exported.
 */
function newNames(modules) {
  const holders = new Map();
  for (const module of modules) {
    for (const { names, isExported } of module.kept) {
      for (const name of names)
        holders.set(name, [...(holders.get(name) ?? []), { module, isExported }]);
    }
  }
  const renamed = new Map();
  for (const [name, all] of holders) {
    const others = all.filter(({ module }) => module.file.endsWith('.ts'));
    const isFree = others.length === all.length;
    const stays = isFree ? (others.find(({ isExported }) => isExported) ?? others[0]) : null;
    for (const other of others) {
      if (other === stays) continue;
      const about = basename(other.module.file, '.ts').replace(/-(\w)/g, (_, letter) =>
        letter.toUpperCase(),
      );
      renamed.set(`${other.module.file} ${name}`, about + name[0].toUpperCase() + name.slice(1));
    }
  }
  return renamed;
}

/** Returns a declaration as it is printed, with the names that things have in programs. */
async function printed(module, declaration, renamed, options) {
  const { statement } = declaration;
  const edits = [];
  eachWord(statement, (identifier) => {
    const name = identifier.text;
    const isOwn = module.declarations.some(({ names }) => names.includes(name));
    const to = renamed.get(`${isOwn ? module.file : module.imports[name]} ${name}`);
    if (to === undefined) return;
    const { parent } = identifier;
    const isLocal =
      (ts.isParameter(parent) || ts.isBindingElement(parent) || ts.isVariableDeclaration(parent)) &&
      parent.name === identifier &&
      !declaration.names.includes(name);
    if (isLocal) throw new Error(`${module.file}: ${name} hides another ${name}; rename one.`);
    edits.push({
      from: identifier.getStart(),
      to: identifier.end,
      text: ts.isShorthandPropertyAssignment(parent) ? `${name}: ${to}` : to,
    });
  });
  let text = module.text.slice(statement.getFullStart(), statement.end);
  for (const edit of edits.reverse()) {
    const [from, to] = [edit.from, edit.to].map((place) => place - statement.getFullStart());
    text = text.slice(0, from) + edit.text + text.slice(to);
  }
  // A comment about the file, or what stands before it, is parted from the declaration.
  const [own] = text
    .trim()
    .split(/\n\s*\n(?=\/\*\*|\/\/|export |const |let |function |class )/u)
    .slice(-1);
  return (await prettier.format(own.replace(/^export /mu, ''), options)).trim();
}

/** Returns the files of a folder and what they import of the app, as `RuntimeModule`s. */
export async function runtimeModules(folder) {
  const modules = readModules(folder);
  const renamed = newNames(modules);
  const config = await prettier.resolveConfig(join(folder, 'program.mjs'));
  const options = { ...config, plugins: [], parser: 'babel' };
  const nameOf = (file) =>
    relative(folder, file)
      .replaceAll('\\', '/')
      .replace(/\.(ts|mjs)$/, '');
  return Promise.all(
    modules.map(async (module) => {
      const called = (file, name) => renamed.get(`${file} ${name}`) ?? name;
      const imports = Object.entries(module.imports).map(([name, file]) => [
        called(file, name),
        nameOf(file),
      ]);
      const here = (word) => called(module.imports[word] ?? module.file, word);
      const declarations = [...module.kept].sort(
        (one, other) => one.statement.pos - other.statement.pos,
      );
      return {
        file: nameOf(module.file),
        imports: Object.fromEntries(imports),
        packages: module.packages,
        declarations: await Promise.all(
          declarations.map(async (declaration) => ({
            names: declaration.names.map((name) => called(module.file, name)),
            text: await printed(module, declaration, renamed, options),
            words: [...declaration.words].map(here),
          })),
        ),
      };
    }),
  );
}

/** @returns {import('vite').Plugin} */
export function programModules() {
  return {
    name: 'pipette:program-modules',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(query)) return null;
      const folder = dirname(id.slice(0, -query.length));
      const modules = await runtimeModules(folder);
      for (const { file } of modules) {
        const path = resolve(folder, file);
        // Only what is there: Vite looks up what is watched.
        for (const one of ['.ts', '.mjs'].map((ending) => path + ending)) {
          if (existsSync(one)) this.addWatchFile(one);
        }
      }
      // Names that mean nothing outside are of no use to a program.
      const isKnown = new Set(
        modules.flatMap(({ imports, packages, declarations }) => [
          ...Object.keys(imports),
          ...packages.map(({ name }) => name),
          ...declarations.flatMap(({ names }) => names),
        ]),
      );
      const lean = JSON.stringify(modules, (key, value) =>
        key === 'words' ? value.filter((word) => isKnown.has(word)) : value,
      );
      return { code: `export default ${lean};`, map: null };
    },
  };
}
