import javascript from 'highlight.js/lib/languages/javascript';
import python from 'highlight.js/lib/languages/python';
import { describe, expect, it } from 'vitest';
import { programLanguages } from '../../core/programs/index';
import { coloured, type Grammar } from './colouring';

const kindOf = (text: string, grammar: Grammar, word: string): string | undefined =>
  coloured(text, grammar).find((stretch) => stretch.text.includes(word))?.kind;

describe('colouring a program', () => {
  it('loses and adds no character', async () => {
    const text = '# "a" <b> & \'c\'\ndef f(x):\n    return x + 1.5  # end\n';
    for (const language of programLanguages) {
      expect(
        coloured(text, (await language.grammar()).default)
          .map((stretch) => stretch.text)
          .join(''),
      ).toBe(text);
    }
  });

  it('tells comments, keywords, strings and numbers apart', () => {
    const text = 'def f():\n    # note\n    return "word", 42\n';
    expect(kindOf(text, python, 'def')).toBe('keyword');
    expect(kindOf(text, python, 'note')).toBe('comment');
    expect(kindOf(text, python, 'word')).toBe('string');
    expect(kindOf(text, python, '42')).toBe('number');
    expect(kindOf('// note\nconst a = 1;', javascript, 'const')).toBe('keyword');
  });

  it('leaves programs that carry large pictures plain', () => {
    const text = `def f():\n    pass\n# ${'A'.repeat(200_000)}`;
    expect(coloured(text, python)).toEqual([{ text, kind: '' }]);
  });
});
