import { flushSync } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { Asked, workspaceWith } from '../testing';
import { PreparedExport } from './prepared-export.svelte';

// Help for tests only.

/** A picture is open; nothing was asked of the engine yet. */
export async function beforeAnything() {
  const { workspace, show } = workspaceWith(openedPicture(), openedPicture());
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const takes = { seconds: 0 };
  const expected = { files: 0 };
  const state = new SvelteMap<'idle' | 'running', boolean>([
    ['idle', true],
    ['running', false],
  ]);
  const preparedExport = new PreparedExport(
    {
      export: asked.call,
      expectedSeconds: () => takes.seconds,
      expectFile: () => {
        expected.files += 1;
      },
    },
    workspace,
    {
      get idle() {
        return state.get('idle') === true;
      },
      shape: { width: 1, height: 1, hasAlpha: false },
    },
    {
      get state() {
        return state.get('running') === true
          ? ({ kind: 'running', share: 0, quiet: null } as const)
          : ({ kind: 'idle' } as const);
      },
    },
  );
  const set = (name: 'idle' | 'running', value: boolean): void => {
    state.set(name, value);
    flushSync();
  };
  return { workspace, show, asked, preparedExport, set, takes, expected };
}
