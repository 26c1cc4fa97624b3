import { describe, expect, it } from 'vitest';
import { pythonModules } from '../python/runtime';
import { joined, reached, type RuntimeModule } from './runtime';
import modules from '../javascript/runtime/program.mjs?modules';

const module = (file: string, ...declarations: RuntimeModule['declarations']): RuntimeModule => ({
  file,
  imports: {},
  packages: [],
  declarations,
});
const declared = (name: string, ...words: string[]): RuntimeModule['declarations'][number] => ({
  names: [name],
  text: `${name}()`,
  words,
});

describe('what a program takes', () => {
  const some = [
    module('one', declared('a'), declared('b', 'a')),
    module('other', declared('a')),
    { ...module('main', declared('run', 'b', 'valueOf')), imports: { b: 'one' } },
  ];
  const texts = (...choices: string[]): string[] =>
    reached(some, new Set(['main']), new Set(choices)).flatMap((one) => one.texts);

  it('is what it reaches, in order, and nothing else', () => {
    expect(texts()).toEqual(['a()', 'b()', 'run()']);
    expect(reached(some, new Set(['a']), new Set()).map(({ file }) => file)).toEqual(['one']);
  });

  it('comes from the file that is chosen where an import could mean several', () => {
    const chosen = module('chosen', declared('b'));
    const found = reached([...some, chosen], new Set(['main']), new Set(['chosen']));
    expect(found.map(({ file }) => file)).toEqual(['main', 'chosen']);
  });

  it('fails for what is not there, and for choices that contradict each other', () => {
    expect(() => reached(some, new Set(['nobody']), new Set())).toThrow('there is no nobody');
    expect(() => texts('nowhere')).toThrow('there is no nowhere');
    expect(() => texts('one', 'other')).toThrow('both declare a');
  });

  it('keeps constants of one line together and all else apart', () => {
    expect(joined(['A = 1', 'B = 2', 'def c():\n    pass'], '\n\n\n')).toBe(
      'A = 1\nB = 2\n\n\ndef c():\n    pass',
    );
  });
});

describe('the files of a runtime', () => {
  const find = (all: readonly RuntimeModule[], name: string) =>
    all.flatMap(({ declarations }) => declarations).find(({ names }) => names.includes(name));

  it('are those of the app in JavaScript, without their types', () => {
    const text = find(modules, 'crc32')?.text ?? '';
    expect(text).toContain('function crc32(bytes) {');
    expect(text).not.toContain('export');
  });

  it('have each name once, but for what a plan chooses from', () => {
    const names = modules
      .filter(({ file }) => file.startsWith('..'))
      .flatMap(({ declarations }) => declarations.flatMap((one) => one.names));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('stand with their comments and decorators in Python', () => {
    expect(find(pythonModules, 'processes')?.text).toMatch(/^@contextlib\.contextmanager\ndef /u);
    expect(find(pythonModules, 'UNSAFE')?.text).toMatch(/^# Forbidden/u);
  });

  it('know what code says inside of texts in Python, and not what texts say', () => {
    const words = find(pythonModules, 'verify')?.words ?? [];
    expect(words).toContain('VIPS_VERSION');
    expect(words).not.toContain('Compares');
  });
});
