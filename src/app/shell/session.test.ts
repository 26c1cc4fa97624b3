import { expect, it, vi } from 'vitest';
import type { Engine } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { workspaceWith } from '../../state/testing';
import type { Stores } from '../../state/context';
import { Session } from './session.svelte';

/** A visit that finds stored work of one step, or none. */
async function visit(stored: boolean) {
  const { workspace } = workspaceWith();
  const autosave: Partial<Stores['autosave']> = {
    restore: () => {
      if (stored) workspace.addStep('invert');
      return Promise.resolve(ok(null));
    },
    start: () => () => undefined,
  };
  const engine: Partial<Engine> = {
    state: { kind: 'starting' },
    onState: () => () => undefined,
    onFault: () => () => undefined,
  };
  const preview: Partial<Stores['preview']> = { start: () => () => undefined };
  const session = new Session(
    engine as Engine,
    { workspace, autosave, preview, notices: {} } as Stores,
  );
  await session.ready;
  return { session, workspace };
}

it('says for a while that work was brought back, and no longer once it was changed', async () => {
  vi.useFakeTimers();
  try {
    expect((await visit(false)).session.restored).toBe(false);
    const { session } = await visit(true);
    expect(session.restored).toBe(true);
    vi.advanceTimersByTime(10_000);
    expect(session.restored).toBe(false);

    const edited = await visit(true);
    edited.workspace.addStep('sepia');
    expect(edited.session.restored).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});
