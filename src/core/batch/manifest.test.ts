import { describe, expect, it } from 'vitest';
import { manifestCsv } from './manifest';

describe('a manifest', () => {
  it('is a table in which no text can pass for a formula', () => {
    const row = { bytes: 10, width: 3, height: 2, seconds: 0.25, sha256: 'ab', error: '' };
    const lines = manifestCsv([
      { ...row, source: 'a,b.jpg', name: '=1+1.jpg' },
      { ...row, source: '-x', name: '', bytes: null, error: 'He said "no"\nand left' },
    ]);
    expect(lines).toBe(
      '\ufeffsource,name,bytes,width,height,seconds,sha256,error\r\n' +
        `"a,b.jpg",'=1+1.jpg,10,3,2,0.25,ab,\r\n` +
        `'-x,,,3,2,0.25,ab,"He said ""no""\nand left"\r\n`,
    );
  });

  it.each(['=1', '+1', '-1', '@a', ' =1', '\t=1', '＝1', '＠a'])('quotes %j', (name) => {
    const row = { bytes: 1, width: 1, height: 1, seconds: 1, sha256: 'ab', error: '' };
    const [, line = ''] = manifestCsv([{ ...row, source: `${name}.jpg`, name }]).split('\r\n');
    expect(line.startsWith(`'${name}.jpg,'${name},`)).toBe(true);
  });
});
