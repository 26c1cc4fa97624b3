import { beforeEach, describe, expect, it } from 'vitest';
import { Workspace } from '../../../state/work/workspace.svelte';
import { CropSession } from './crop-session';

const picture = { width: 1000, height: 800 };
const unused = (): never => {
  throw new Error('The crop tool asks nothing of the engine.');
};
const engine = { open: unused, drawSample: unused, close: unused };

let workspace: Workspace;
let session: CropSession;

beforeEach(() => {
  workspace = new Workspace(engine);
  const id = workspace.addStep('crop');
  if (id === null) throw new Error('There is no crop operation.');
  session = new CropSession(workspace, id);
});

const drag = (x: number, y: number): void =>
  session.drag(session.area(picture), 'bottom right', x, y, picture);

describe('CropSession', () => {
  it('opens with the rectangle of the step', () => {
    expect(session.area(picture)).toEqual({ left: 50, top: 40, width: 900, height: 720 });
    expect(session.aspects.map(({ value }) => value)).toContain('3:2');
  });

  it('makes one undo of one drag and another of the next', async () => {
    drag(-10, 0);
    drag(-10, 0);
    session.commit();
    drag(-100, -100);
    session.commit();
    await workspace.undo();
    expect(session.area(picture)).toEqual({ left: 50, top: 40, width: 880, height: 720 });
    await workspace.undo();
    expect(session.area(picture).width).toBe(900);
  });

  it('locks the ratio that is chosen', () => {
    session.choose('3:2', picture);
    expect(session.aspect).toBe('3:2');
    drag(-300, 0);
    const { width, height } = session.area(picture);
    expect(Math.abs(width / height - 1.5)).toBeLessThan(0.01);
    session.swap(picture);
    expect(session.aspect).toBe('2:3');
    expect(session.area(picture).height).toBeGreaterThan(session.area(picture).width);
  });

  it('keeps the rectangle when it is done', () => {
    drag(-10, -20);
    session.done();
    expect(workspace.tool).toBeNull();
    expect(session.area(picture)).toMatchObject({ width: 890, height: 700 });
  });

  it('brings everything back when it is cancelled', () => {
    session.choose('1:1', picture);
    drag(-100, -100);
    session.cancel();
    expect(workspace.tool).toBeNull();
    expect(session.aspect).toBe('free');
    expect(session.area(picture)).toEqual({ left: 50, top: 40, width: 900, height: 720 });
  });

  it('adds nothing to undo when nothing was changed', () => {
    const before = workspace.history.past.length;
    session.cancel();
    expect(workspace.history.past).toHaveLength(before);
  });
});
