import { deflateSync, gzipSync, strToU8 } from 'fflate';
import { dump } from 'js-yaml';
import { writeFrame } from '../../documents/link/frame';
import { sized } from '../../documents/link/numbers';
import { pack } from '../../documents/link/packings';
import { embeddedPipelineSpace } from '../../metadata/embedded-pipeline-space';
import type { Dice } from './dice';
import { anyCollection, anyDocument, anyJson } from './documents';
import { anyText, oddNumbers } from './words';

// What carries documents as text: YAML, links, programs, reports and XMP.

/** Returns a text with a piece taken out and another put in. */
export function damaged(dice: Dice, text: string): string {
  const at = dice.upTo(text.length);
  const gone = dice.happens(0.5) ? dice.upTo(20) : 0;
  return text.slice(0, at) + (dice.happens(0.7) ? anyText(dice) : '') + text.slice(at + gone);
}

/** Seldom damages a text. */
const perhaps = (dice: Dice, text: string): string =>
  dice.happens(0.1) ? damaged(dice, text) : text;

export const json = (dice: Dice): string => {
  const text = perhaps(dice, dice.happens(0.9) ? anyDocument(dice) : anyCollection(dice));
  return dice.happens(0.1) ? `\ufeff${text}` : text;
};

/** Marks of YAML, several of which in a row are what parsers stumble over. */
const tokens = (dice: Dice): string =>
  dice
    .several(12, () =>
      dice
        .one(
          '- ',
          '? ',
          ': ',
          '[',
          '{',
          ']',
          '}',
          ', ',
          '&a ',
          '*a',
          '!!str ',
          '|\n',
          '>-\n',
          '# ',
          '\n',
          '---\n',
          '...\n',
          '%YAML 1.2\n',
          '<<: ',
          '"',
          "'",
          '\t',
          '  ',
          'a',
          '1',
          '~',
          '!<x> ',
        )
        .repeat(dice.times(300)),
    )
    .join('');

export function yaml(dice: Dice): string {
  const document = anyDocument(dice);
  if (dice.happens(0.15)) return `pipette: 2\nname: x\noperations: []\n${tokens(dice)}`;
  // What is very deep cannot be written by a writer that calls itself.
  const isDeep = /\[{9}|(?:\{"a":){9}/.test(document);
  if (isDeep || dice.happens(0.2)) return `# JSON is YAML\n${document}`;
  const text = dump(JSON.parse(document), {
    noRefs: true,
    skipInvalid: true,
    flowLevel: dice.one(-1, 1, 2),
  });
  if (dice.happens(0.6)) return text;
  const lines = text.split('\n');
  const at = dice.upTo(lines.length - 1);
  const line = lines[at] ?? '';
  const changed = dice.one(
    line.replace(': ', ': &a '),
    line.replace(/: .*$/, ': *a'),
    `${line}\n<<: *a`,
    line.replace(': ', `: ${tokens(dice)}`),
    `${line}\n${line}`,
    `---\n${line}`,
    ` ${line}`,
  );
  return lines.toSpliced(at, 1, changed).join('\n');
}

/** Returns the compact text of a link, of pieces that stand for something and such that do not. */
function compact(dice: Dice): string {
  const pieces = dice.several(6, () => {
    switch (dice.upTo(5)) {
      case 0:
        return `Xn${sized(anyText(dice))}`;
      case 1:
        return `Xo${sized(anyJson(dice))}`;
      case 2:
        return `Xo${sized(`{"operation":"sepia","parameters":${anyJson(dice)}}`)}`;
      case 3:
        return `Xe${sized(anyJson(dice))}`;
      case 4:
        return `${dice.from(['A', 'B', 'C', 'K', 'V', 'Wa', 'Xa', 'Xs', 'Ya'])}${dice.one('', 'e')}${dice.one('a', 'b', 'c')}${dice.from(oddNumbers)}`;
      default:
        return dice.one('~', '1q0', 'q', 'x3~abc', 'w999~', '-.5e9').repeat(dice.times(2_000));
    }
  });
  return pieces.join('');
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

export function link(dice: Dice): string {
  const address = dice.one('', '#', 'https://example.org/#', '<https://example.org/x#');
  if (dice.happens(0.3)) {
    const content = strToU8(dice.happens(0.9) ? anyDocument(dice) : anyJson(dice));
    const zipped = base64(gzipSync(content, { level: 1 }));
    const value = dice.happens(0.85)
      ? zipped
      : damaged(dice, zipped) + '='.repeat(dice.times(9_000));
    return `https://example.org/?config=${value}${dice.one('', '&x=1', '#top', '.')}`;
  }
  const { letter, body } = pack(compact(dice));
  const bomb = (): string => base64(deflateSync(new Uint8Array(dice.upTo(400_000)), { level: 1 }));
  const whole = writeFrame(
    dice.happens(0.9) ? letter : dice.one('p', 'd', 'z'),
    dice.happens(0.97) ? body : bomb(),
    dice.happens(0.97) ? 1 : 7,
  );
  return address + perhaps(dice, whole);
}

const assets = (dice: Dice): string =>
  dice
    .several(
      2,
      () =>
        `    "asset:${dice.one('ab'.repeat(32), 'a')}": [\n${'        "AAAA",\n'.repeat(dice.times(2_000))}    ],\n`,
    )
    .join('');

export function program(dice: Dice): string {
  const inner = dice.happens(0.7)
    ? JSON.stringify(JSON.parse(anyDocument(dice)), null, 2)
    : json(dice);
  const document = inner.replaceAll("'", '\\u0027').replaceAll('`', '\\u0060');
  const text = dice.happens(0.5)
    ? `import pyvips\nPIPELINE = r'''\n${document}\n'''\n${assets(dice)}`
    : `const PIPELINE = String.raw\`\n${document}\n\`;\n${assets(dice)}`;
  const lines = dice.happens(0.2) ? text.replaceAll('\n', '\r\n') : text;
  return perhaps(dice, lines) + '\n'.repeat(dice.times(5_000));
}

export function report(dice: Dice): string {
  const document = json(dice);
  switch (dice.upTo(2)) {
    case 0:
      return perhaps(
        dice,
        `<!doctype html><p>${'<script '.repeat(dice.times(500))}</p><script type="application/json" id="pipette-pipeline">${document.replaceAll('<', '\\u003c')}</script>`,
      );
    case 1:
      return perhaps(
        dice,
        `# Report\n${'\n'.repeat(dice.times(9_000))}${'```json\n'.repeat(dice.times(300))}\n\`\`\`\n\n\`\`\`json\n${document.replaceAll('`', '\\u0060')}\n\`\`\`\n`,
      );
    default:
      return perhaps(
        dice,
        `{"pipette-report":1,"steps":${anyJson(dice)},"pipeline":${document.replace(/^\ufeff/, '')}}`,
      );
  }
}

const xmlSafe = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const attribute = (dice: Dice): string =>
  `${dice.one('xmp:Rating', 'dc:title', 'rdf:about', 'xmlns:a', 'a:b', 'pipette:Pixels')}="${dice.one('1', '&#65;', '&amp;', '&lol9;', '&#x110000;', xmlSafe(anyText(dice)))}"`;

function element(dice: Dice, depth: number): string {
  if (depth === 0 || dice.happens(0.3)) {
    return dice.one(
      'text',
      '&amp;',
      '&lol;',
      '<![CDATA[x]]>',
      '<!-- x -->',
      '<?x y?>',
      '<',
      xmlSafe(anyText(dice)),
    );
  }
  const name = dice.one('xmp:Rating', 'dc:title', 'rdf:li', 'rdf:Bag', 'rdf:Description', 'x:y');
  const attributes = dice.several(3, () => attribute(dice));
  const inside = dice.several(3, () => element(dice, depth - 1)).join('');
  const one = `<${[name, ...attributes].join(' ')}>${inside}</${dice.happens(0.98) ? name : 'x'}>`;
  return one.repeat(dice.happens(0.03) ? dice.times(200) : 1);
}

const entities =
  '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY lol9 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>';

/** Returns a packet of XMP, most of them with a passport. */
export function xmp(dice: Dice): string {
  const embeddedPipeline = dice.happens(0.7)
    ? `<rdf:Description rdf:about="" xmlns:pipette="${embeddedPipelineSpace}" pipette:Pipeline="${xmlSafe(anyDocument(dice))}" ${dice.happens(0.5) ? `pipette:Pixels="${'ab'.repeat(32)}"` : ''}/>`
    : '';
  const spaces =
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"';
  const body = `<rdf:Description rdf:about="" ${spaces}>${dice.several(4, () => element(dice, 3)).join('')}</rdf:Description>`;
  const parts = dice.happens(0.5) ? [embeddedPipeline, body] : [body, embeddedPipeline];
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/">${dice.happens(0.05) ? entities : ''}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${parts.join('')}</rdf:RDF></x:xmpmeta>`;
  const around = dice.happens(0.1) ? entities : '';
  return perhaps(dice, `<?xpacket begin="\ufeff"?>${around}${packet}<?xpacket end="w"?>`);
}

/** Returns a history of a few versions, of which some are almost right. */
export function history(dice: Dice): string {
  const id = (): string => dice.one('"0000000000000001"', '"0000000000000002"', anyJson(dice));
  const version = (): string =>
    `{"id":${id()},"lineage":"0000000000000009","parents":[${dice.happens(0.5) ? id() : ''}],"at":${dice.one('1', '-1', anyJson(dice))},"reason":"asked","pipeline":${anyDocument(dice)}}`;
  const versions = dice.several(3, () => (dice.happens(0.9) ? version() : anyJson(dice)));
  const text = `{"pipette-history":${dice.one('1', '1', '1', '2')},"versions":[${versions.join(',')}],"traces":[${dice.happens(0.2) ? anyJson(dice) : ''}],"pictures":${dice.one('[]', anyJson(dice))}}`;
  return dice.happens(0.03) ? text.slice(0, dice.upTo(text.length)) : text;
}
