import type { Block } from '../../graph/node';
import type { Literals } from './literals';
import type { ProgramPlan } from '../plan';
import type { PlannedStep } from '../plan-steps';
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
  /** One function for each pipeline of single pictures, with the steps that only it has. */
  readonly own: readonly OwnFunction[];
  /** `prepare(image)`: any loaded picture to what the pipeline works on. */
  readonly prepare: string;
  /** `sized(image)`: the size that is wanted. */
  readonly sized: string;
  /** `finish(image)`: what the format wants. */
  readonly finish: string;
  /** `check_picture(image)`: the picture that a program is verified with. */
  readonly check: string;
}

/** What is done to some pictures in place of `pipeline`. */
export interface OwnFunction {
  /** As the language spells it. */
  readonly name: string;
  readonly text: string;
  readonly steps: readonly string[];
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

/** Returns what the function of a pipeline of single pictures is called, before a language spells it. */
const ownFunctionName = (index: number): string => `own_pipeline_${index + 1}`;

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

  // Functions of steps by what they do: pipelines that differ in one step share the others.
  const known = new Map<string, string>();
  const pipelineFunction = (
    title: string,
    planned: readonly PlannedStep[],
  ): Omit<OwnFunction, 'name'> => {
    const names = new Set(['pipeline', 'prepare', 'finish', 'main', 'image', ...known.values()]);
    const steps: string[] = [];
    const made: [string, string][] = [];
    const body: string[] = [];
    for (const step of planned) {
      body.push(unit + functions.comment(`${step.number} ${step.comment}`));
      const { list, result } = written(step.block, new Set(['image']));
      if (list.length <= maxInline && list.every(({ kind }) => kind !== 'if')) {
        // Written anew with the names of the whole function taken.
        const inline = written(step.block, names);
        body.push(...linesOf([...inline.list, inline.result], statements, 1));
      } else {
        const lines = [
          unit + functions.comment(step.comment),
          ...linesOf([...list, result], statements, 1),
        ];
        const text = lines.join('\n');
        let name = known.get(text);
        if (name === undefined) {
          // An operation's id is from our own list: letters, digits and dashes.
          const base = `step_${step.operation.replaceAll('-', '_')}`;
          name = base;
          for (let count = 2; names.has(name); count += 1) name = `${base}_${count}`;
          names.add(name);
          made.push([text, name]);
          steps.push(functionOf(dialect.name(name), lines));
        }
        const value = `${dialect.name(name)}(image)`;
        const call = { kind: 'assign', name: 'image', value, first: false } as const;
        body.push(...linesOf([call], statements, 1));
      }
      if (step.materializes) body.push(unit + functions.materialize);
    }
    for (const [text, name] of made) known.set(text, name);
    return { text: functionOf(title, body), steps };
  };
  const shared = pipelineFunction('pipeline', plan.steps);
  return {
    steps: shared.steps,
    pipeline: shared.text,
    own: (plan.own?.pipelines ?? []).map(({ steps }, index) => {
      const name = dialect.name(ownFunctionName(index));
      return { name, ...pipelineFunction(name, steps) };
    }),
    prepare: whole('prepare', [{ label: null, block: plan.prepare }]),
    sized: whole('sized', plan.sizing),
    finish: whole('finish', plan.fitting),
    check: whole('check_picture', [{ label: null, block: plan.checkPicture }]),
  };
}
