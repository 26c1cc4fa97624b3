/** Pictures from the clipboard. */
import type { Copied } from '../../core/base/copied';
import { type AppError, appError, messageOf } from '../../core/base/errors';
import { fail, ok, type Result } from '../../core/base/result';
import { readDropped } from './files';

/** The part of the clipboard that is used; browsers that hide it are left out by `canReadClipboard`. */
interface ReadableClipboard {
  read(): Promise<readonly ClipboardItem[]>;
}

/** What files of a paste may be: pictures, and what may hold a pipeline. */
const pastable =
  /^(?:image\/.*|application\/octet-stream|.*\b(?:json|yaml|zip|python|javascript|html|markdown|plain))?$/u;

/** Returns the files of a paste, none when it is text. */
export const pastedFiles = (event: ClipboardEvent): File[] =>
  readDropped(event.clipboardData)[0].filter(({ type }) => pastable.test(type));

/** Returns whether a button can read the clipboard here. */
export const canReadClipboard = (): boolean =>
  'clipboard' in navigator && 'read' in navigator.clipboard;

const refused = (detail: string): AppError =>
  document.hasFocus()
    ? appError('IMG-TYPE', 'The browser did not give the clipboard away.', {
        advice: 'Press Ctrl+V (⌘V on a Mac) instead.',
        detail,
      })
    : appError('IMG-TYPE', 'Nothing was pasted: this window had lost the focus.', {
        advice: 'Click here and paste again.',
        detail,
      });

/** What a refusal means: windows without the focus are always refused. */
const refusal = (): Copied => (document.hasFocus() ? 'refused' : 'unfocused');

/**
 * Reads a picture from the clipboard, which may ask the person for permission. Call it within a
 * click. Fails with IMG-TYPE when there is no picture or the browser refuses.
 */
export async function readClipboardPicture(
  clipboard: ReadableClipboard = navigator.clipboard,
): Promise<Result<File>> {
  try {
    for (const item of await clipboard.read()) {
      const type = item.types.find((offered) => offered.startsWith('image/'));
      if (type === undefined) continue;
      const picture = await item.getType(type);
      const extension = type.slice('image/'.length).replace(/\+.*$/, '');
      return ok(new File([picture], `pasted.${extension}`, { type }));
    }
  } catch (error) {
    return fail(refused(messageOf(error)));
  }
  return fail(
    appError('IMG-TYPE', 'There is no picture in the clipboard.', {
      advice: 'Copy a picture first, then paste it.',
    }),
  );
}

/** Puts text into the clipboard; resolves to whether the browser let it. Call it within a click. */
export async function writeClipboardText(text: string): Promise<Copied> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    // No focus, no permission, or no clipboard at all on a page without https.
    return refusal();
  }
}

/**
 * Puts a picture into the clipboard as PNG, the one format that all browsers take; resolves to
 * whether that worked: not for pictures that the browser cannot read. Call it within a click.
 */
export async function writeClipboardPicture(picture: Blob): Promise<Copied> {
  try {
    // Safari wants the promise of the picture, within the click.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': toPng(picture) })]);
    return 'copied';
  } catch {
    return refusal();
  }
}

async function toPng(picture: Blob): Promise<Blob> {
  if (picture.type === 'image/png') return picture;
  const bitmap = await createImageBitmap(picture);
  try {
    const canvas = document.createElement('canvas');
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((png) => {
        if (png) resolve(png);
        else reject(new Error('the canvas gave no picture'));
      }, 'image/png');
    });
  } finally {
    bitmap.close();
  }
}
