import { describe, expect, it } from 'vitest';
import { fingerprint, isCodec, isolate, mayBeShare, refusal } from './asset-rules';

const answer = (type: string, status = 200): Response =>
  new Response(status === 204 ? null : 'body', { status, headers: { 'Content-Type': type } });

describe('refusal', () => {
  const site = 'https://example.org/sub/';

  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['assets/app-1.js', 'text/javascript'],
    ['assets/app-1.js', 'application/javascript; charset=utf-8'],
    ['assets/app-1.css', 'text/css'],
    ['assets/vips-1.wasm', 'application/octet-stream'],
    ['icons/icon.svg', 'image/svg+xml'],
    ['manifest.webmanifest', 'application/octet-stream'],
  ])('keeps %s as %s', (name, type) => {
    expect(refusal(site + name, answer(type))).toBeNull();
  });

  it.each([
    ['assets/app-1.js', 'text/html'],
    ['assets/app-1.js', ''],
    ['assets/app-1.css', 'text/html'],
    ['assets/vips-1.wasm', 'text/html'],
    ['icons/icon.svg', 'text/html; charset=utf-8'],
    ['index.html', 'text/plain'],
  ])('refuses %s as %s', (name, type) => {
    expect(refusal(site + name, answer(type))).toContain(name);
  });

  it('refuses every status but 200', () => {
    expect(refusal(`${site}assets/app-1.js`, answer('text/javascript', 404))).toContain('404');
    expect(refusal(`${site}assets/app-1.js`, answer('text/javascript', 204))).toContain('204');
  });
});

describe('isolate', () => {
  it('adds the three headers, keeps the others and the body', async () => {
    const isolated = isolate('https://example.org/a.js', answer('text/javascript'));
    expect(isolated.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
    expect(isolated.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(isolated.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(isolated.headers.get('Content-Type')).toBe('text/javascript');
    expect(await isolated.text()).toBe('body');
  });

  it('names wasm as wasm', () => {
    const isolated = isolate('https://example.org/a.wasm', answer('application/octet-stream'));
    expect(isolated.headers.get('Content-Type')).toBe('application/wasm');
  });

  it('takes answers that may not have a body', () => {
    expect(isolate('https://example.org/a.js', answer('text/javascript', 204)).status).toBe(204);
  });
});

describe('isCodec', () => {
  it('tells the optional decoders from the engine', () => {
    expect(isCodec('https://example.org/assets/vips-heif-Ab1.wasm')).toBe(true);
    expect(isCodec('https://example.org/assets/libheif-Ab1.wasm')).toBe(true);
    expect(isCodec('https://example.org/assets/vips-resvg.wasm')).toBe(true);
    expect(isCodec('https://example.org/assets/vips-Ab1.wasm')).toBe(false);
  });
});

describe('fingerprint', () => {
  it('gives the published FNV-1a value', () => {
    // 64-bit FNV-1a of "a" is af63dc4c8601ec8c in the reference table of its authors.
    expect(fingerprint('a')).toBe(0xaf63dc4c8601ec8cn.toString(36));
    expect(fingerprint('a')).not.toBe(fingerprint('b'));
  });
});

describe('what is posted as shared', () => {
  const scope = 'https://example.org/pipette/';
  const post = (referrer: string, headers: Readonly<Record<string, string>> = {}) =>
    mayBeShare({ referrer, headers: new Headers(headers) }, scope);

  it('comes from the system, or from our own pages', () => {
    expect(post('')).toBe(true);
    expect(post('', { 'Sec-Fetch-Site': 'none', Origin: 'null' })).toBe(true);
    expect(post(scope, { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://example.org' })).toBe(
      true,
    );
  });

  it('is refused from pages elsewhere, also of other folders of the host', () => {
    expect(post('https://evil.example/')).toBe(false);
    expect(post('https://example.org/other/')).toBe(false);
    expect(post('', { 'Sec-Fetch-Site': 'cross-site' })).toBe(false);
    expect(post('', { Origin: 'https://evil.example' })).toBe(false);
  });
});
