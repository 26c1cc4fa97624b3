import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import fc from '../../testing/properties';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../formats/settings';
import { initialValues } from '../../operations/define';
import { operations } from '../../operations/index';
import type { Pipeline } from '../../pipeline/pipeline';
import { planFor, python } from '../../testing/programs';
import { javascriptProgram } from '../javascript/frame';
import { javascriptLiterals } from '../javascript/literals';
import { pythonLiterals } from '../python/literals';
import { planProgram } from '../plan';
import { pythonProgram } from '../python/frame';
import { javascriptMarks } from '../javascript/marks';
import { pythonMarks } from '../python/marks';
import { pipelineInProgram } from '../../documents/carriers/read-program';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipette-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Texts that would end a literal or a comment, or be read as code, if they were not escaped. */
const hostile = [
  "'''\nimport os; os.system('touch pwned')\n'''",
  '"""',
  '`; process.exit(1); `',
  '${process.exit(1)}',
  '\\',
  '\\\'\\"',
  "');print('pwned');('",
  'coding: utf-7',
  '-*- coding: latin-1 -*-',
  'a\nb\rc\u2028d\u2029e\u0085f\u000bg\u000ch',
  '*/ process.exit(1) /*',
  '// ?>',
  '</script><script>alert(1)</script>',
  '\u202eexe.gpj',
  '\ud83d\ude00 \ud800',
  '\u0000\u0001\u001b[31m',
  '{name}{0.__class__}%s%n',
  '__proto__',
  '#!/bin/sh',
  'x'.repeat(120),
];

const pipelineNamed = (text: string): Pipeline => ({
  name: text.slice(0, 120),
  steps: operations.slice(0, 3).map((operation, index) => ({
    kind: 'known',
    id: `s${index}`,
    operation: operation.id,
    enabled: true,
    name: text.slice(0, 120),
    values: initialValues(operation),
  })),
});

const planned = (text: string) =>
  planProgram(
    pipelineNamed(text),
    { ...initialExportSettings(), fileName: text },
    planFor(pipelineNamed(text), () => new Uint8Array()).facts,
  );

/** The kinds of everything in a TypeScript parse, in order; texts left out. */
function shapeOf(text: string): string {
  const file = ts.createSourceFile(
    'program.mjs',
    text,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.JS,
  );
  const kinds: number[] = [];
  const visit = (node: ts.Node): void => {
    kinds.push(node.kind);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const wrong = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.Latest, allowJs: true },
    fileName: 'program.mjs',
  }).diagnostics;
  expect(wrong ?? []).toEqual([]);
  return kinds.join();
}

const runPython = (code: string, ...args: string[]): string =>
  execFileSync(python, ['-I', '-c', code, ...args], { encoding: 'utf8', maxBuffer: 1e8 });

describe('text that a person typed', () => {
  it('is a literal of the same text in Python, whatever it holds', () => {
    const texts = [
      ...hostile,
      ...fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 15_000, seed: 7 }),
      ...fc.sample(fc.string({ unit: 'binary-ascii', maxLength: 40 }), { numRuns: 5_000, seed: 8 }),
    ];
    const file = join(folder, 'literals.json');
    writeFileSync(file, JSON.stringify(texts.map((text) => [text, pythonLiterals.text(text)])));
    const check = `
import ast, json, sys
pairs = json.load(open(sys.argv[1]))
wrong = [text for text, literal in pairs if ast.literal_eval(literal) != text or not literal.isascii()]
print(len(pairs), len(wrong))`;
    expect(runPython(check, file).trim()).toBe(`${texts.length} 0`);
  });

  it('is a literal of the same text in JavaScript, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' })), (text) => {
        const literal = javascriptLiterals.text(text);
        expect(literal).toMatch(/^[\x20-\x7e]*$/);
        // Evaluated on purpose: it is what a program does with it.
        expect(runInThisContext(literal)).toBe(text);
      }),
      { numRuns: 20_000, seed: 9 },
    );
  });

  it('is a number of the same value in both', () => {
    const numbers = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      numRuns: 5_000,
      seed: 10,
    });
    const file = join(folder, 'numbers.json');
    const pairs = numbers.map((value) => [value, pythonLiterals.number(value)]);
    writeFileSync(file, JSON.stringify(pairs));
    const check = `
import ast, json, sys
print(sum(ast.literal_eval(literal) != value for value, literal in json.load(open(sys.argv[1]))))`;
    expect(runPython(check, file).trim()).toBe('0');
    expect(() => pythonLiterals.number(Number.NaN)).toThrow(TypeError);
  });

  it('changes nothing of a Python program but its texts', () => {
    const files = ['plain', ...hostile].map((text, index) => {
      const file = join(folder, `name-${index}.py`);
      writeFileSync(file, pythonProgram(planned(text)));
      return file;
    });
    const check = `
import ast, json, sys
shapes = set()
for file in sys.argv[1:]:
    tree = ast.parse(open(file, "rb").read())
    shapes.add(",".join(type(node).__name__ for node in ast.walk(tree)))
print(len(shapes))`;
    expect(runPython(check, ...files).trim()).toBe('1');
  });

  it('changes nothing of a JavaScript program but its texts', () => {
    const shapes = ['plain', ...hostile].map((text) => shapeOf(javascriptProgram(planned(text))));
    expect(new Set(shapes).size).toBe(1);
  });

  it('comes back from both programs with the pipeline', () => {
    const printers = [
      [pythonProgram, pythonMarks],
      [javascriptProgram, javascriptMarks],
    ] as const;
    for (const text of hostile) {
      // Half a character in a name is replaced when a document is read, and told of in a file's name.
      const pipeline = pipelineNamed(text.slice(0, 120).toWellFormed());
      const problems = text.isWellFormed() ? [] : [{ path: 'export.fileName' }];
      for (const [print, marks] of printers) {
        const program = print(planned(text));
        expect(pipelineInProgram(program, marks)).toMatchObject({
          ok: true,
          value: { pipeline, problems },
        });
        const onWindows = program.replaceAll('\n', '\r\n');
        expect(pipelineInProgram(onWindows, marks)).toMatchObject({
          ok: true,
          value: { pipeline, problems },
        });
      }
    }
    for (const [, marks] of printers) {
      expect(pipelineInProgram('print("hello")', marks)).toBeNull();
    }
  });
});
