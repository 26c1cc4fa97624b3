import fc from '../../core/testing/properties';
import { describe, expect, it } from 'vitest';
import { commit, endGesture, redo, startHistory, undo } from './history';
import type { WorkChange } from './work-change';

const write: WorkChange = { did: 'said', of: 'Write' };

describe('history', () => {
  it('names what is undone and what can be redone', () => {
    const changed = commit(startHistory('a'), write, 'b', 10);
    const back = undo(changed);
    expect(back.present).toBe('a');
    expect(back.future.at(-1)?.change).toBe(write);
    expect(redo(back)).toEqual(changed);
  });

  it('makes one change of a gesture, and two of two gestures', () => {
    let history = commit(startHistory(0), write, 1, 10, 'slider');
    history = commit(history, write, 2, 10, 'slider');
    expect(undo(history).present).toBe(0);
    history = commit(endGesture(history), write, 3, 10, 'slider');
    expect(undo(history).present).toBe(2);
  });

  it('ignores a change that changes nothing', () => {
    const history = startHistory('a');
    expect(commit(history, write, 'a', 10)).toBe(history);
  });

  it('remembers no more than it should', () => {
    let history = startHistory(0);
    for (let value = 1; value <= 20; value += 1) history = commit(history, write, value, 5);
    expect(history.past).toHaveLength(5);
  });

  it('comes back to where it was after any undos and as many redos', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 20 }), fc.nat(25), (texts, count) => {
        let history = startHistory('start');
        for (const text of texts) history = commit(history, write, text, 100);
        let moved = history;
        for (let i = 0; i < count; i += 1) moved = undo(moved);
        const steps = moved.future.length;
        for (let i = 0; i < steps; i += 1) moved = redo(moved);
        expect(moved.present).toBe(history.present);
        expect(moved.past).toEqual(history.past);
      }),
    );
  });
});

describe('a change after undo', () => {
  it('ends what could be redone', () => {
    let history = commit(startHistory('a'), write, 'b', 10);
    history = commit(undo(history), write, 'c', 10);
    expect(history.future).toEqual([]);
    expect(redo(history)).toBe(history);
    expect(undo(history).present).toBe('a');
  });

  it('belongs to no gesture from before', () => {
    let history = commit(startHistory(0), write, 1, 10, 'slider');
    history = commit(history, write, 2, 10, 'other');
    history = commit(undo(history), write, 3, 10, 'slider');
    expect(undo(history).present).toBe(1);
  });
});
