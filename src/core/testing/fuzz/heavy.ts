// The worst that is known for each reader, at any length: what once took the square of its length,
// or was thought to. A unit test counts the work at one length and at twice of it; the soak measures
// a mebibyte of each.

/** What makes a text of about this length in UTF-16 units. */
type Heavy = (length: number) => string;

/** Repeats a unit between two ends. */
const filled =
  (unit: string, before = '', after = ''): Heavy =>
  (length) =>
    before +
    unit.repeat(Math.max(1, Math.floor((length - before.length - after.length) / unit.length))) +
    after;

/** Writes numbered units between two ends. */
const numbered =
  (unit: (at: number) => string, before = '', after = ''): Heavy =>
  (length) => {
    const parts: string[] = [];
    for (let at = 0, room = length - before.length - after.length; room > 0; at += 1) {
      const part = unit(at);
      room -= part.length;
      parts.push(part);
    }
    return before + parts.join('') + after;
  };

/** Puts a text of half the length before another of half the length. */
const halves =
  (first: Heavy, second: Heavy): Heavy =>
  (length) =>
    first(length / 2) + second(length / 2);

const document = '{"pipette":2,"name":"x","operations":[]';
const step = '{"pipette":2,"name":"x","operations":[{"operation":"sepia"';
const lines = 'pipette: 2\nname: x\noperations: []\n';

const opening = '<script type="application/json" id="pipette-gallery">';
const picture = `<img data-file="${'0'.repeat(64)}" src="data:image/jpeg;base64,`;

/** Pages of published galleries. */
export const heavyPages: readonly (readonly [string, Heavy])[] = [
  ['openings of lists', filled(opening, '<!doctype html>')],
  [
    'openings that are none',
    filled('<script type="application/json" id="pipette-galler">', '<!doctype html>'),
  ],
  ['spaces in an opening', filled(' ', '<!doctype html><script', `>${opening}{}`)],
  ['pictures without an end', filled(picture, '<!doctype html>', `${opening}{}</script>`)],
  ['a picture without an end', filled('A', `<!doctype html>${picture}`, `${opening}{}</script>`)],
  [
    'a list of pictures',
    filled(
      '{"entry":1},',
      `<!doctype html>${opening}{"pipette-gallery":1,"pictures":[`,
      '1]}</script>',
    ),
  ],
];

/** Files and pasted texts. */
export const heavyTexts: readonly (readonly [string, Heavy])[] = [
  ['a key of dots', filled('.', `${document},"export":{"`, '":1}}')],
  ['a key of places', filled('[1]', `${document},"export":{"`, '":1}}')],
  [
    'a key of dots with fields in it',
    halves(
      filled('a.', `${document},"export":{"`, '":{'),
      numbered((at) => `"k${at}":1,`, '', '"z":1}}}'),
    ),
  ],
  [
    'a forbidden name in a key of dots',
    filled(
      'a.',
      '{"pipette":2,"name":"x","operations":[{"operation":"later","p":{"',
      '":{"__proto__":1}}}]}',
    ),
  ],
  ['a name that stands again and again', filled('"a":1,', `${document},"x":{`, '"a":1}}')],
  ['a comment before a document', filled('"pipette" ', '// ', '')],
  ['brackets', filled('[', '{"pipette":2,"operations":')],
  ['quotes that never close', filled('\\"', '{"pipette": 2, "name": "')],
  ['empty lists', filled('[],', `${document},"x":[`, '[]]}')],
  ['empty lists in a step', filled('[],', `${step},"x":[`, '[]]}]}')],
  [
    'empty lists in a later step',
    filled('[],', '{"pipette":2,"operations":[{"operation":"later","x":[', '[]]}]}'),
  ],
  ['empty lists in settings', filled('[],', `${document},"export":{"values":[`, '[]]}}')],
  ['objects', filled('{"a":1},', `${document},"x":[`, '{}]}')],
  ['steps that are none', filled('1,', '{"pipette":2,"operations":[', '1]}')],
  ['fields', numbered((at) => `"${at.toString(36)}":1,`, `${document},`, '"z":1}')],
  ['fields of a step', numbered((at) => `"k${at}":1,`, `${step},`, '"z":1}]}')],
  ['settings of a step', numbered((at) => `"k${at}":1,`, `${step},"parameters":{`, '"z":1}}]}')],
  ['settings of the export', numbered((at) => `"k${at}":1,`, `${document},"export":{`, '"z":1}}')],
  ['fields of fields', numbered((at) => `{"${at.toString(36)}":1},`, `${document},"x":[`, '1]}')],
  ['numbers that no double holds', filled('1e999,', `${document},"x":[`, '1]}')],
  [
    'a name of halves of characters',
    filled('\\ud800', '{"pipette":2,"operations":[],"name":"', '"}'),
  ],
  ['an operation of the older shape', filled('a_', '{"operations":[{"operation":"', '"}]}')],
  [
    'operations of the older shape',
    numbered((at) => `{"operation":"q${at}"},`, '{"operations":[', '1]}'),
  ],
  [
    'settings of the older shape',
    numbered(
      (at) => `"q${at}":1,`,
      '{"operations":[{"operation":"curves","parameters":{',
      '"z":1}}]}',
    ),
  ],
  [
    'a setting of the older shape',
    filled('a_', '{"operations":[{"operation":"curves","parameters":{"', '":1}}]}'),
  ],
  ['keys of YAML', numbered((at) => `k${at}: 1\n`, lines)],
  ['a key of dots in YAML', filled('.', `${lines}export:\n  "`, '": 1\n')],
  [
    'a key of dots with fields in YAML',
    halves(
      filled('a.', `${lines}export:\n  "`, '":\n'),
      numbered((at) => `    k${at}: 1\n`),
    ),
  ],
  ['keys in braces of YAML', numbered((at) => `k${at}: 1, `, `${lines}x: {`, '}')],
  ['lists of YAML', filled('  - a: 1\n', `${lines}x:\n`)],
  ['an alias behind lists of YAML', filled('  - a\n', `${lines}x:\n`, '  - *a\n')],
  ['an anchor of YAML', filled('a', `${lines}x: &`, ' 1')],
  ['an alias of YAML', filled('a', `${lines}x: *`)],
  ['anchors of YAML', filled('- &a x\n', 'pipette: 2\noperations:\n')],
  ['a tag of YAML', filled('!', `${lines}x: !`)],
  ['tags of YAML', filled('!!str ', `${lines}x: `)],
  ['documents of YAML', filled('---\n', lines)],
  ['instructions of YAML', filled('%TAG ! a\n', '', `---\n${lines}`)],
  ['a block of YAML', filled(' a\n', `${lines}x: |\n`)],
  ['a folded block of YAML', filled('  a\n a\n', `${lines}x: >\n`)],
  ['an empty block of YAML', filled('\n', `${lines}x: |\n`)],
  ['a text over lines of YAML', filled('a\n  ', `${lines}x: `)],
  ['a quoted text over lines of YAML', filled('\n  a', `${lines}x: "`, '"')],
  ['escapes of YAML', filled('\\x41', `${lines}x: "`, '"')],
  ['quotes of YAML', filled("''", `${lines}x: '`, "'")],
  ['spaces of YAML', filled(' ', `${lines}x:`, 'a')],
  ['tabs of YAML', filled('\t', `${lines}x:`, 'a')],
  ['words with spaces of YAML', filled('a           ', `${lines}x: `)],
  ['hashes of YAML', filled(' #', `${lines}x: a`)],
  ['colons of YAML', filled('a:', `${lines}x: `)],
  ['dashes of YAML', filled('- ', `${lines}x:\n  `)],
  ['questions of YAML', filled('? ', lines)],
  ['brackets of YAML', filled('[', `${lines}x: `)],
  ['merges of YAML', filled('<<: {}\n', lines)],
  ['a number of YAML', filled('1_', `${lines}x: `)],
  ['comments of YAML', filled('#\n', lines)],
  ['line ends', filled('\n')],
  ['line ends of Windows', filled('\r\n')],
  ['spaces', filled(' ', '', '{')],
  ['line ends in Markdown', filled('\n', '# x\n')],
  ['blocks of Markdown', filled('```json\n')],
  ['blocks that close', filled('```json\n\n```\n')],
  ['marks of blocks', filled('`')],
  ['documents in a block', filled('"pipette" :', '```json\n', '\n```\n')],
  ['line ends in a program', filled('\n', "PIPELINE = r'''\n{}\n'''\n")],
  ['programs', filled("PIPELINE = r'''\n")],
  ['programs of the other kind', filled('const PIPELINE = String.raw`\n')],
  ['programs that close', filled("PIPELINE = r'''\n'''\n")],
  ['pictures of a program', filled(`"asset:${'a'.repeat(64)}": [\n`, "PIPELINE = r'''\n{}\n'''\n")],
  ['spaces before pictures of a program', filled(' \t', "PIPELINE = r'''\n{}\n'''\n", '"asset:')],
  ['scripts', filled('<script type="application/json" id="pipette-pipeline">"pipette":')],
  ['scripts of others', filled('<script ')],
  ['spaces in a script', filled(' ', '<script', '>')],
  [
    'a deep report',
    (length) =>
      `{"pipette-report":1,"pipeline":{"a":${'['.repeat(1_000)}${'1,'.repeat(length / 2)}1${']'.repeat(1_000)}}}`,
  ],
  ['lists in a report', filled('[],', '{"pipette-report":1,"pipeline":{"a":[', '[]]}}')],
  ['a schema that never ends', filled('"', '{ "$schema": "')],
  ['starts of links', filled('#1.a')],
  ['dots behind the start of a link', filled('.~-', '#1.a', '!x')],
  [
    'presets of one id',
    filled(
      '{"id":"a","name":"b","pipeline":{"pipette":2,"name":"x","operations":[]}},',
      '{"pipette-collection":1,"presets":[',
      '1]}',
    ),
  ],
  ['versions of a history', filled('{},', '{"pipette-history":1,"versions":[', '1]}')],
  [
    'one version of a history again and again',
    filled(
      '{"id":"0000000000000001","lineage":"0000000000000001","parents":[],"at":1,"reason":"asked","pipeline":{"pipette":2,"name":"x","operations":[]}},',
      '{"pipette-history":1,"versions":[',
      '1]}',
    ),
  ],
  [
    'small pictures of a history',
    filled('{"hash":"a"},', '{"pipette-history":1,"versions":[],"pictures":[', '1]}'),
  ],
];

const framed = (body: string): string => `https://example.org/?config=${body}`;

/** Links, which are at most 32 KiB long. */
export const heavyLinks: readonly (readonly [string, Heavy])[] = [
  ['marks around an older link', (length) => framed(`${'='.repeat(length)}a=`)],
  ['marks within an older link', (length) => framed('=a'.repeat(length / 2))],
  ['a body', filled('a', '1.p')],
  ['codes', filled('%25', '1.p')],
  ['spaces', filled(' ', '1.p')],
  ['marks', filled('<', '', '1.p')],
];

const packet = (inside: string): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${inside}<rdf:Description xmlns:pipette="urn:pipette:passport:1" pipette:Pipeline="{}"/></rdf:RDF></x:xmpmeta>`;

const described =
  (inside: Heavy, attributes = ''): Heavy =>
  (length) =>
    packet(
      `<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${attributes}>${inside(length)}</rdf:Description>`,
    );

const tagged =
  (attributes: Heavy): Heavy =>
  (length) =>
    packet(`<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" ${attributes(length)}/>`);

/** Packets of XMP. */
export const heavyPackets: readonly (readonly [string, Heavy])[] = [
  ['properties', described(filled('<xmp:a/>'))],
  ['properties that stay', described(filled('<xmp:Rating>1</xmp:Rating>'))],
  ['items of a property', described(filled('<rdf:li/>', '<xmp:a>', '</xmp:a>'))],
  ['attributes', tagged(numbered((at) => ` xmp:a${at}=""`))],
  ['descriptions', (length) => packet(filled('<rdf:Description/>')(length))],
  [
    'passports',
    (length) =>
      packet(
        filled('<rdf:Description xmlns:pipette="urn:pipette:passport:1" pipette:Pipeline=""/>')(
          length,
        ),
      ),
  ],
  ['nesting', described(halves(filled('<xmp:a>'), filled('</xmp:a>')))],
  ['nesting that never ends', described(filled('<xmp:a>'))],
  ['name spaces', described(numbered((at) => `<a${at}:b xmlns:a${at}="u${at}"/>`))],
  ['name spaces of a tag', tagged(numbered((at) => ` xmlns:a${at}="u${at}"`))],
  ['entities', described(filled('&amp;'))],
  ['entities that are none', described(filled('&a;'))],
  ['entities in an attribute', tagged(filled('&#65;', 'xmp:Rating="', '"'))],
  ['instructions', described(filled('<?a?>'))],
  ['comments', described(filled('<!---->'))],
  ['texts of their own', described(filled('<![CDATA[]]>'))],
  ['starts of tags', described(filled('<'))],
  ['ends of tags', described(filled('>'))],
  ['quotes', tagged(filled('"'))],
  ['signs of equality', tagged(filled('= '))],
  ['spaces', tagged(filled(' '))],
  ['ends of packets', (length) => `${packet('')}${filled('<?xpacket end="w"')(length)}`],
];
