import { expect, it, vi } from 'vitest';
import { Notices } from '../../state/screen/notices.svelte';
import { View } from '../../state/screen/view.svelte';
import { Workspace } from '../../state/work/workspace.svelte';
import { Opening } from './opening.svelte';

/** Files that are read only when the test says so, and what comes of them. */
function setUp(isPicture: boolean) {
  const read = new Map<string, () => void>();
  const reading = (file: File) =>
    new Promise<void>((resolve) => read.set(file.name, () => resolve()));
  const offered: string[] = [];
  const offer = async (file: File, signal: AbortSignal) => {
    await reading(file);
    if (!signal.aborted) offered.push(file.name);
  };
  const taking = {
    files: async (
      [file]: readonly File[],
      _folders: unknown,
      _ways: unknown,
      signal: AbortSignal,
    ) => {
      if (!file) throw new Error('no file');
      if (isPicture) await reading(file);
      else await offer(file, signal);
      return !isPicture;
    },
    carried: () => Promise.resolve(),
    pipelineIn: () => Promise.resolve(),
    text: () => Promise.resolve(),
    pasteSteps: () => Promise.resolve(),
    address: () => Promise.resolve(),
  };
  const opened: string[] = [];
  const workspace = new Workspace({
    open: (_file, name) => {
      opened.push(name);
      return new Promise(() => undefined);
    },
    drawSample: () => new Promise(() => undefined),
    close: () => Promise.resolve(),
  });
  const stores = { workspace, notices: new Notices(), view: new View() };
  const opening = new Opening(stores, () => Promise.resolve(taking), Promise.resolve());
  const drop = (name: string) => opening.files([new File(['x'], name)]);
  const finish = async (name: string) => {
    await vi.waitFor(() => expect(read.has(name)).toBe(true));
    read.get(name)?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { drop, finish, offered, opened, opening };
}

it('offers the document that was dropped last, also when an earlier one takes longer to read', async () => {
  const { drop, finish, offered } = setUp(false);
  void drop('first.json');
  void drop('second.json');
  await finish('second.json');
  await finish('first.json');
  expect(offered).toEqual(['second.json']);
});

it('opens the picture that came last, also when an earlier one takes longer to read', async () => {
  const { drop, finish, opened, opening } = setUp(true);
  void drop('first.jpg');
  void drop('second.jpg');
  await finish('second.jpg');
  await finish('first.jpg');
  expect(opened).toEqual(['second.jpg']);
  void drop('third.jpg');
  void opening.sample();
  await finish('third.jpg');
  expect(opened, 'the sample was wanted after it').toEqual(['second.jpg']);
});

it('does with a picture what it is asked to, in place of opening it', async () => {
  const { finish, opened, opening } = setUp(true);
  const taken: string[] = [];
  const open = ({ name }: File) => Promise.resolve(void taken.push(name));
  const nothing = () => undefined;
  const ways = { open, ask: nothing, carried: nothing };
  void opening.files([new File(['x'], 'more.jpg')], [], ways);
  await finish('more.jpg');
  expect([taken, opened]).toEqual([['more.jpg'], []]);
});
