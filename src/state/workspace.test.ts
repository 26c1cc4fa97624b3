import { expect, it } from 'vitest';
import { sourceForReport } from '../core/testing/report-content';
import { ok } from '../core/result';
import { Workspace } from './workspace.svelte';

const picture = (): Blob => new Blob(['<svg/>']);

const unused = (): never => {
  throw new Error('Nothing is drawn or closed here.');
};

function setUp(): Workspace {
  const open = () => Promise.resolve(ok(sourceForReport()));
  return new Workspace({ open, drawSample: unused, close: unused });
}

it('knows whether undo brings another picture back, whatever the change is called', async () => {
  const workspace = setUp();
  expect(workspace.undoesSource).toBe(false);
  await workspace.open(picture(), 'holiday.svg');
  expect(workspace.undoesSource).toBe(true);
  await workspace.drawAt(900);
  expect(workspace.undoesSource).toBe(true);
  await workspace.open(picture(), 'other.svg', { label: 'Bild öffnen' });
  expect(workspace.undoesSource).toBe(true);

  workspace.addStep('flip');
  expect(workspace.undoesSource).toBe(false);
  workspace.replacePipeline('Open the example', { name: 'Other', steps: [] });
  expect(workspace.undoesSource).toBe(false);
  await workspace.undo();
  await workspace.undo();
  expect(workspace.undoesSource).toBe(true);
});
