import { afterAll, beforeAll, expect, it } from 'vitest';
import { asItIs } from '../../src/core/engine/requests';
import { Session } from '../session';
import type { VipsBinding } from '../runtime/binding';
import { jobForTest, startForTest } from '../testing/index';
import { sourcesTelling } from '../testing/metadata';

let vips: VipsBinding;
let files: Readonly<Record<string, Uint8Array>>;
let session: Session;
beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl']);
  files = sourcesTelling(vips);
  session = new Session(vips, ['heif', 'jxl'], () => 0);
});
afterAll(() => vips.shutdown());

const listed = async (bytes: Uint8Array | undefined) => {
  const file = new Blob([new Uint8Array(bytes ?? [])]);
  const answer = await session.metadata(jobForTest().job, file);
  return answer.ok ? answer.value.map(({ container, name }) => `${container} ${name}`) : answer;
};
const opened = async (bytes: Uint8Array | undefined) => {
  const file = new Blob([new Uint8Array(bytes ?? [])]);
  const answer = await session.open(jobForTest().job, { ...asItIs, file, name: 'packed.jxl' });
  return answer.ok ? answer.value : answer.error;
};

it('opens a JPEG XL whose metadata are packed, and lists them as those of one unpacked', async () => {
  const { jxl, 'jxl-packed': packed } = files;
  expect(await opened(packed)).toMatchObject({ width: 16, height: 12, notices: [] });
  expect(await listed(packed)).toEqual(await listed(jxl));
  expect(await listed(packed)).toContain('EXIF Make');
});

it('opens one whose packed metadata are damaged, and says that they are not read', async () => {
  const damaged = files['jxl-packed']?.slice();
  const at = Buffer.from(damaged ?? []).indexOf('brobExif') + 8;
  damaged?.fill(0xff, at, at + 40);
  expect(await opened(damaged)).toMatchObject({ width: 16, height: 12, notices: [] });
  const list = await listed(damaged);
  expect(list).toContain('File Not read');
  expect(list).toContain('XMP Rating');
  expect(list).not.toContain('EXIF Make');
});
