import { expect, it } from 'vitest';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { absentEngine } from './absent-engine';

it('refuses every job in words, so that nothing waits for ever', async () => {
  const engine = absentEngine();
  expect(engine.state.kind).toBe('failed');
  const outcomes = [
    await engine.open(new Blob(), 'a.jpg', false),
    await engine.drawSample(),
    await engine.render(openedPicture(), { pipeline: { name: '', steps: [] }, until: null }),
  ];
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ ok: false, error: { code: 'ENG-ISOLATION' } });
  }
});
