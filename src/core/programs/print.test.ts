import { Linter } from 'eslint';
import globals from 'globals';
import { describe, expect, it } from 'vitest';
import { operationsById } from '../operations/index';
import { initialValues } from '../operations/define';
import { programLanguages } from './index';
import { javascriptProgram } from './javascript/frame';
import { everyPlan } from './testing/plans';

const blur = operationsById.get('gaussian-blur') ?? [...operationsById.values()][0];
if (!blur) throw new Error('there is no operation');
const plans = everyPlan({
  name: 'All',
  steps: [
    { kind: 'known', id: 'a', operation: blur.id, enabled: true, values: initialValues(blur) },
  ],
});

describe('a program', () => {
  it.each(programLanguages)(
    'is printed for every kind of settings in $label',
    async ({ printer }) => {
      const print = await printer();
      for (const { name, plan } of plans) expect(print(plan), name).toContain('PIPELINE = ');
    },
  );

  it('in JavaScript has everything that it uses, once, and uses all of it', () => {
    const linter = new Linter();
    const problems = new Map<string, string>();
    // All kinds of settings for one format, and what only others print.
    const some = plans.filter(({ name }) =>
      /^(own, )?jpeg|carried$|^webp, (smaller|none)$/u.test(name),
    );
    for (const { name, plan } of some) {
      const messages = linter.verify(javascriptProgram(plan), {
        languageOptions: { globals: globals.node },
        rules: {
          'no-undef': 'error',
          'no-redeclare': 'error',
          // The document is there to be read by the app.
          'no-unused-vars': ['error', { args: 'none', varsIgnorePattern: '^PIPELINE$' }],
        },
      });
      for (const { message } of messages) problems.set(message, name);
    }
    expect(Object.fromEntries(problems)).toEqual({});
  });
});
