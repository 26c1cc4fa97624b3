import { expect, it, vi } from 'vitest';
import type { ReadDocument } from '../../core/documents/document';
import { writeLink } from '../../core/documents/share-link';
import type { Result } from '../../core/base/result';
import type { PageAddress } from '../../platform/page/address';
import { receiveLinks } from './receive-links';

const hashOf = (name: string): string =>
  `#${writeLink({ name, steps: [] }, { names: true, settings: null })}`;

class TestAddress implements PageAddress {
  changed = () => {};
  constructor(public hash: string | null) {}
  link = () => this.hash;
  clear = () => void (this.hash = null);
  onChange = (callback: () => void) => void (this.changed = callback);
  open(hash: string | null) {
    this.hash = hash;
    this.changed();
  }
}

function setUp(hash: string | null, ready = Promise.resolve()) {
  const address = new TestAddress(hash);
  const offered: string[] = [];
  const answers: (() => void)[] = [];
  const offer = (found: Result<ReadDocument>) => {
    offered.push(found.ok ? found.value.pipeline.name : found.error.code);
    return new Promise<void>((resolve) => void answers.push(resolve));
  };
  receiveLinks(address, ready, offer, (error) => expect.fail(String(error)));
  return { address, offered, answer: (index = 0) => answers[index]?.() };
}

it('offers a link, and keeps it in the address until it was answered', async () => {
  const { address, offered, answer } = setUp(hashOf('First'));
  await vi.waitFor(() => expect(offered).toEqual(['First']));
  expect(address.hash).not.toBeNull();
  answer();
  await vi.waitFor(() => expect(address.hash).toBeNull());
});

it('offers a link that comes into the address of the open page, and leaves that one there', async () => {
  const { address, offered, answer } = setUp(hashOf('First'));
  await vi.waitFor(() => expect(offered).toHaveLength(1));
  const second = hashOf('Second');
  address.open(second);
  await vi.waitFor(() => expect(offered).toEqual(['First', 'Second']));
  answer(0);
  await Promise.resolve();
  expect(address.hash).toBe(second);
  answer(1);
  await vi.waitFor(() => expect(address.hash).toBeNull());
});

it('says why a link cannot be opened, and offers nothing where there is none', async () => {
  const { address, offered } = setUp(null);
  address.open(hashOf('Cut').slice(0, -5));
  await vi.waitFor(() => expect(offered).toEqual(['LINK-CUT']));
});

it('waits until stored work is back', async () => {
  let restored = () => {};
  const ready = new Promise<void>((resolve) => (restored = resolve));
  const { offered } = setUp(hashOf('First'), ready);
  await import('../../core/documents/share-link');
  expect(offered).toEqual([]);
  restored();
  await vi.waitFor(() => expect(offered).toEqual(['First']));
});
