import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import type { Engine, ExportAnswer } from '../../core/engine/contract';
import { ok } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { FormatComparison } from './format-comparison.svelte';
import { Asked, workspaceWith } from '../testing';

const measured: ExportAnswer = {
  ...exportAnswer,
  inspection: {
    similarity: { mean: 0.99, worst: 0.9 },
    meanSquaredError: 1,
    bitmap: { width: 1, height: 1, close: () => undefined },
  },
};

it('stops when the work changes, and tells figures only of what was measured', async () => {
  const { workspace, show } = workspaceWith(openedPicture(), openedPicture());
  await show(0);
  const asked = new Asked<Parameters<Engine['export']>, ExportAnswer>();
  const comparison = new FormatComparison({ export: asked.call }, workspace);
  const run = comparison.run();
  flushSync();
  await asked.answer(0, ok(measured));
  const [row] = comparison.rows;
  expect(row?.format.id).toBe('jpeg');
  if (row) comparison.choose({ ...row, quality: 50 });
  flushSync();
  expect(comparison.rows, 'choosing makes none of them wrong').toHaveLength(1);
  await show(1);
  flushSync();
  expect(comparison.rows).toEqual([]);
  expect(asked.inputs.at(-1)?.[2].signal.aborted).toBe(true);
  await asked.answer(1, ok(measured));
  await run;
  expect([comparison.measuring, comparison.rows]).toEqual([null, []]);
});
