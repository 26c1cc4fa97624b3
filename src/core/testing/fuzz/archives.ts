import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../base/crc32';
import { stored } from '../../stored/kinds';
import { be32, bytes, le16, le32 } from '../../source/tiny-files';
import type { Dice } from './dice';
import { anyDocument, anyJson, anyPreset } from './documents';
import { history, json, yaml } from './texts';
import { anyText } from './words';

// Archives that lie: about sizes, names, counts and places, and with archives inside of archives.

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text.toWellFormed());

/** A file to be written, and what the archive says of it, which may be something else. */
interface Told {
  readonly name: string;
  readonly content: Uint8Array;
  readonly deflated: boolean;
}

/** Seldom returns another number than the true one. */
const perhaps = (dice: Dice, truth: number): number =>
  dice.happens(0.01) ? dice.one(0, 1, truth + 1, 65_535, 0x7fffffff, 0xffffffff) : truth;

/** Returns an archive of files, and where it may lie about them. */
function archive(dice: Dice, files: readonly Told[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const { name, content, deflated } of files) {
    const packed = deflated ? new Uint8Array(deflateRawSync(content, { level: 1 })) : content;
    const title = utf8(name).subarray(0, 65_000);
    const [nameLength, extra] = [perhaps(dice, title.length) % 65_536, perhaps(dice, 0) % 65_536];
    const facts = bytes(
      le16(20),
      le16(perhaps(dice, 0) % 65_536),
      le16(dice.happens(0.02) ? 99 : deflated ? 8 : 0),
      le32(0),
      le32(dice.happens(0.02) ? 1 : crc32(content)),
      le32(perhaps(dice, packed.length)),
      le32(perhaps(dice, content.length)),
      le16(nameLength),
      le16(extra),
    );
    parts.push(bytes('PK\x03\x04', facts), title, packed);
    const place = dice.happens(0.02) ? 0 : perhaps(dice, at);
    directory.push(
      bytes('PK\x01\x02', le16(20), facts, le16(0), le16(0), le16(0), le32(0), le32(place)),
      title,
    );
    at += 30 + title.length + packed.length;
  }
  const list = bytes(...directory);
  const comment = dice.happens(0.05) ? utf8(anyText(dice)).subarray(0, 60_000) : new Uint8Array();
  const count = perhaps(dice, files.length) % 65_536;
  const end = bytes(
    'PK\x05\x06',
    be32(0),
    le16(count),
    le16(count),
    le32(perhaps(dice, list.length)),
    le32(perhaps(dice, at)),
    le16(comment.length),
    comment,
  );
  return bytes(...parts, list, end);
}

const file = (dice: Dice, name: string, content: Uint8Array): Told => ({
  name,
  content,
  deflated: dice.happens(0.7),
});

/** Returns an archive as "Export all steps" writes one, or something like it. */
export function zip(dice: Dice, depth = 1): Uint8Array {
  const name = dice.one('pipeline.json', 'a/pipeline.json', 'pipeline.yaml', anyText(dice));
  const inner = utf8(name.endsWith('.yaml') ? yaml(dice) : json(dice));
  const nested = depth > 0 && dice.happens(0.05) ? zip(dice, depth - 1) : inner;
  const bomb = new Uint8Array(dice.happens(0.01) ? 3_000_000 : 10);
  const more = dice.several(3, () => file(dice, anyText(dice), bomb));
  const many = dice.happens(0.005)
    ? Array.from({ length: 4_097 }, () => file(dice, 'a', utf8('a')))
    : [];
  return archive(dice, [...more, file(dice, name, nested), ...many]);
}

/** Returns a project file that may be almost right. */
export function project(dice: Dice): Uint8Array {
  const pictures = dice.one('[{"file":"pictures/1","name":"a.jpg"}]', '[]', anyJson(dice));
  const list = `{"pipette-project":${dice.one('1', '1', '1', '2', '"x"')},"pictures":${pictures}}`;
  return archive(dice, [
    file(dice, 'project.json', utf8(dice.happens(0.05) ? list.slice(9) : list)),
    file(dice, 'pipeline.json', utf8(json(dice))),
    file(dice, 'history.json', utf8(history(dice))),
    file(dice, `assets/${'ab'.repeat(32)}.png`, new Uint8Array(20)),
    { name: 'pictures/1', content: new Uint8Array(200), deflated: dice.happens(0.05) },
    ...dice.several(2, () => file(dice, anyText(dice), new Uint8Array(5))),
  ]);
}

const record = (dice: Dice): string => {
  const { work, preset, version, source, asset } = stored;
  const prefix = dice.one<string>(
    work.prefix,
    preset.prefix,
    version.prefix,
    source.prefix,
    asset.prefix,
  );
  const key = JSON.stringify(prefix + dice.one('a', 'b', 'ab'.repeat(32), anyText(dice)));
  if (dice.happens(0.3)) {
    const name = JSON.stringify(dice.one('pictures/1', 'pictures/2', anyText(dice)));
    return `{"key":${key},"file":{"name":${name},"type":"image/png"}}`;
  }
  const ours = '{"pipette":2,"name":"x","operations":[{"id":"a","operation":"sepia"}]}';
  const pipeline = dice.happens(0.5) ? ours : anyDocument(dice);
  const value = dice.one(
    `{"savedAt":1,"pipeline":${pipeline}}`,
    `{"version":1,"revision":1,"preset":${anyPreset(dice)}}`,
    `{"at":1,"reason":"asked","pipeline":${pipeline}}`,
    anyJson(dice),
  );
  return `{"key":${key},"value":${value}}`;
};

/** Returns a backup that may be almost right. */
export function backup(dice: Dice): Uint8Array {
  const made = dice.one('"2026-11-26T17:30:00.000Z"', anyJson(dice));
  const records = dice.several(4, () => (dice.happens(0.95) ? record(dice) : anyJson(dice)));
  const text = `{"pipette-backup":${dice.one('1', '1', '1', '2')},"madeAt":${made},"records":[${records.join(',')}],"texts":${dice.one('{"theme":"dark"}', anyJson(dice))}}`;
  const list = dice.happens(0.05) ? text.slice(0, dice.upTo(text.length)) : text;
  return archive(dice, [
    file(dice, 'backup.json', utf8(list)),
    { name: 'pictures/1', content: new Uint8Array(200), deflated: dice.happens(0.05) },
    { name: 'pictures/2', content: new Uint8Array(9), deflated: false },
  ]);
}
