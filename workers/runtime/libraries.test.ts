import { afterEach, expect, it, vi } from 'vitest';
import { obtainLibrary } from './libraries';

afterEach(() => {
  vi.unstubAllGlobals();
});

const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

it.each([
  ['is there', new Response(wasm), null],
  ['is missing', new Response('', { status: 404 }), 'answered 404'],
  // Whatever type it is said to have: hosts send their start page for what they lack.
  ['is a page', new Response('<!doctype html>'), 'no library'],
])('a library that %s', async (_, response, detail) => {
  vi.stubGlobal('fetch', () => Promise.resolve(response));
  const obtained = await obtainLibrary('heif');
  expect(obtained.ok ? null : [obtained.error.code, obtained.error.detail]).toEqual(
    detail === null ? null : ['ENG-LIBRARY', expect.stringContaining(detail)],
  );
});
