import { describe, expect, it } from 'vitest';
import { Notices } from './notices.svelte';

const texts = (notices: Notices): string[] => notices.list.map(({ text }) => text);

describe('notices', () => {
  it('say the same thing once', () => {
    const notices = new Notices();
    for (const text of ['a', 'b', 'a']) notices.show('info', text);
    expect(texts(notices)).toEqual(['b', 'a']);
  });

  it('replace what an older one said about the same matter', () => {
    const notices = new Notices();
    notices.show('info', 'first.jpg is open.', { about: 'opening' });
    notices.show('warn', 'Something else');
    notices.show('info', 'second.jpg is open.', { about: 'opening' });
    expect(texts(notices)).toEqual(['Something else', 'second.jpg is open.']);
  });

  it('are three at most, and what goes by itself makes room first', () => {
    const notices = new Notices();
    notices.show('error', 'first failure');
    notices.show('info', 'news');
    notices.show('warn', 'an offer', { stays: true });
    notices.show('error', 'second failure');
    expect(texts(notices)).toEqual(['first failure', 'an offer', 'second failure']);
    notices.show('good', 'done');
    expect(texts(notices)).toEqual(['an offer', 'second failure', 'done']);
    notices.show('good', 'done too');
    expect(texts(notices)).toEqual(['an offer', 'second failure', 'done too']);
  });

  it('stay when they are errors, or are asked to', () => {
    const notices = new Notices();
    notices.show('warn', 'a');
    notices.show('error', 'b');
    notices.show('warn', 'c', { stays: true });
    expect(notices.list.map(({ stays }) => stays)).toEqual([false, true, true]);
  });
});
