import { expect, it } from 'vitest';
import { FileError, startError } from './start-error';

const page = 'vips.wasm was answered with 200, text/html';

it('says which file of the engine could not be had, and what came', () => {
  const thrown = new FileError(page, { cause: new TypeError('Incorrect response MIME type.') });
  expect(startError(thrown)).toMatchObject({ code: 'ENG-LOAD', detail: page });
});

it.each([
  [new RangeError('Out of memory: Cannot allocate Wasm memory'), 'ENG-MEM'],
  [new Error("Refused: 'unsafe-eval' is not allowed"), 'ENG-CSP'],
  [new Error('something else'), 'ENG-START'],
])('tells %s for what it is, whether a file was being read or not', (cause, code) => {
  expect(startError(cause).code).toBe(code);
  const whileReading = startError(new FileError(page, { cause })).code;
  expect(whileReading).toBe(code === 'ENG-START' ? 'ENG-LOAD' : code);
});
