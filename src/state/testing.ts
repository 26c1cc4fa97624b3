import type { Source } from '../core/engine/contract';
import { ok, type Result } from '../core/base/result';
import { Workspace } from './work/workspace.svelte';

// Help for tests only: an engine that answers when the test says so.

/** Lets promises run until `holds`. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500 && !holds(); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
  }
  if (!holds()) throw new Error('What the test waits for does not come.');
}

/** Lets everything run that needs no more answers. */
export const calm = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** One kind of job: what it was asked for, and the answers to that, in any order. */
export class Asked<Inputs extends readonly unknown[], Value> {
  readonly inputs: Inputs[] = [];
  readonly #answers: ((result: Result<Value>) => void)[] = [];

  readonly call = (...inputs: Inputs): Promise<Result<Value>> => {
    this.inputs.push(inputs);
    return new Promise((resolve) => this.#answers.push(resolve));
  };

  /** Answers the call with this number, counted from 0, once it has come. */
  async answer(index: number, result: Result<Value>): Promise<void> {
    await until(() => this.#answers.length > index);
    this.#answers[index]?.(result);
    await calm();
  }
}

/** Returns a workspace in which each of the pictures can be opened by its number. */
export function workspaceWith(...pictures: readonly Source[]): {
  readonly workspace: Workspace;
  readonly show: (index: number) => Promise<void>;
} {
  const workspace = new Workspace({
    open: (file) => {
      const found = pictures.find((picture) => picture.file === file);
      if (!found) throw new Error('There is no such picture in this test.');
      return Promise.resolve(ok(found.info));
    },
    drawSample: () => Promise.reject(new Error('No sample is drawn in this test.')),
    close: () => Promise.resolve(),
  });
  const show = async (index: number): Promise<void> => {
    const picture = pictures[index];
    if (picture) await workspace.open(picture.file, picture.name);
  };
  return { workspace, show };
}
