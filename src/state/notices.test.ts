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
});
