import { describe, expect, it } from 'vitest';
import { coloured } from './colouring';

const kindOf = (text: string, grammar: 'python' | 'javascript', word: string): string | undefined =>
  coloured(text, grammar).find((stretch) => stretch.text.includes(word))?.kind;

describe('colouring a program', () => {
  it('loses and adds no character', () => {
    const text = '# "a" <b> & \'c\'\ndef f(x):\n    return x + 1.5  # end\n';
    for (const grammar of ['python', 'javascript'] as const) {
      expect(
        coloured(text, grammar)
          .map((stretch) => stretch.text)
          .join(''),
      ).toBe(text);
    }
  });

  it('tells comments, keywords, strings and numbers apart', () => {
    const text = 'def f():\n    # note\n    return "word", 42\n';
    expect(kindOf(text, 'python', 'def')).toBe('keyword');
    expect(kindOf(text, 'python', 'note')).toBe('comment');
    expect(kindOf(text, 'python', 'word')).toBe('string');
    expect(kindOf(text, 'python', '42')).toBe('number');
    expect(kindOf('// note\nconst a = 1;', 'javascript', 'const')).toBe('keyword');
  });

  it('leaves programs that carry large pictures plain', () => {
    const text = `def f():\n    pass\n# ${'A'.repeat(200_000)}`;
    expect(coloured(text, 'python')).toEqual([{ text, kind: '' }]);
  });
});
