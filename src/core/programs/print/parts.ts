import type { Block } from '../../graph/node';
import type { Literals } from './literals';
import type { ProgramPlan } from '../plan';
import { linesOf, type StatementStyle } from './statements';
import { BlockWriter, type Dialect, type Statement } from './writer';

/** How a language writes what stands around statements. */
export interface FunctionStyle {
  comment(text: string): string;
  functionOpens(name: string, parameter: string): string;
  readonly functionCloses: string | null;
  /** The statement that computes `image` into memory. */
  readonly materialize: string;
}

/** The functions of a program, as text. */
export interface ProgramParts {
  /** One function for each step that takes more than a few lines. */
  readonly steps: readonly string[];
  /** `pipeline(image)`. */
  readonly pipeline: string;
  /** `prepare(image)`: any loaded picture to what the pipeline works on. */
  readonly prepare: string;
  /** `sized(image)`: the size that is wanted. */
  readonly sized: string;
  /** `finish(image)`: what the format wants. */
  readonly finish: string;
  /** `check_picture(image)`: the picture that a program is verified with. */
  readonly check: string;
}

/** Steps of more statements than this get a function of their own. */
const maxInline = 2;

/** Returns a value of an encoder's option as a literal. */
export const literalOf = (literals: Literals, value: string | number | boolean): string =>
  typeof value === 'number'
    ? literals.number(value)
    : typeof value === 'string'
      ? literals.text(value)
      : literals.flag(value);

/** Returns the plan's graphs as functions of a language. No operation is known here by name. */
export function programParts(
  plan: ProgramPlan,
  dialect: Dialect,
  statements: StatementStyle,
  functions: FunctionStyle,
): ProgramParts {
  const { unit } = statements;
  const written = (block: Block, taken: Set<string>): { list: Statement[]; result: Statement } => {
    const { statements: list, result } = new BlockWriter(dialect, block, 'image', taken).write();
    return {
      list: [...list],
      result: { kind: 'assign', name: 'image', value: result, first: false },
    };
  };
  const functionOf = (name: string, lines: readonly string[]): string =>
    [
      functions.functionOpens(name, 'image'),
      ...lines,
      unit + statements.returnsName('image'),
      ...(functions.functionCloses === null ? [] : [functions.functionCloses]),
    ].join('\n');
  const whole = (
    name: string,
    blocks: readonly { label: string | null; block: Block }[],
  ): string => {
    const taken = new Set(['image']);
    const lines = blocks.flatMap(({ label, block }) => {
      const { list, result } = written(block, taken);
      const comment = label === null ? [] : [unit + functions.comment(label)];
      return [...comment, ...linesOf([...list, result], statements, 1)];
    });
    return functionOf(dialect.name(name), lines);
  };

  const names = new Set<string>(['pipeline', 'prepare', 'finish', 'main', 'image']);
  const steps: string[] = [];
  const body: string[] = [];
  for (const step of plan.steps) {
    body.push(unit + functions.comment(`${step.number} ${step.comment}`));
    const { list, result } = written(step.block, new Set(['image']));
    if (list.length <= maxInline && list.every(({ kind }) => kind !== 'if')) {
      // Written anew with the names of the whole function taken.
      const inline = written(step.block, names);
      body.push(...linesOf([...inline.list, inline.result], statements, 1));
    } else {
      // An operation's id is from our own list: letters, digits and dashes.
      const base = `step_${step.operation.replaceAll('-', '_')}`;
      let name = base;
      for (let count = 2; names.has(name); count += 1) name = `${base}_${count}`;
      names.add(name);
      const spelt = dialect.name(name);
      steps.push(
        functionOf(spelt, [
          unit + functions.comment(step.comment),
          ...linesOf([...list, result], statements, 1),
        ]),
      );
      body.push(
        ...linesOf(
          [{ kind: 'assign', name: 'image', value: `${spelt}(image)`, first: false }],
          statements,
          1,
        ),
      );
    }
    if (step.materializes) body.push(unit + functions.materialize);
  }
  return {
    steps,
    pipeline: functionOf('pipeline', body),
    prepare: whole('prepare', [{ label: null, block: plan.prepare }]),
    sized: whole('sized', plan.sizing),
    finish: whole('finish', plan.fitting),
    check: whole('check_picture', [{ label: null, block: plan.checkPicture }]),
  };
}
