/** Draws the house as SVG, for light and dark, the same bytes for the same rooms and arrows. */
import { edges, lanes, sayings, tints, width } from './plan.mjs';

const top = 84;
const gap = 44;
const padding = 14;
const titleHeight = 24;
const lineHeight = 17;
const chip = { height: 22, gap: 6, letter: 7.3, padding: 9 };

const style = `
  .sheet { fill: #fbfbfa }
  text { font-family: Inter, "Segoe UI", "Helvetica Neue", Arial, sans-serif; fill: #1d2327 }
  .heading { font-size: 22px; font-weight: 650 }
  .title { font-size: 15px; font-weight: 650 }
  .note { font-size: 12.5px; fill: #4d575e }
  .chip-name { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12px }
  .room { stroke-width: 1.5 }
  .chip { fill: #ffffff; fill-opacity: 0.8; stroke: #1d2327; stroke-opacity: 0.14 }
  .top { fill: #fdf0d9; stroke: #d29a3a }
  .screens { fill: #e5effc; stroke: #6b9bd8 }
  .machine { fill: #eeeafb; stroke: #9683d4 }
  .core { fill: #e0f3ea; stroke: #4fa67e }
  .outside { fill: #f0f0ee; stroke: #a3a7a6 }
  .arrow { fill: none; stroke: #59646c }
  .head { fill: #59646c }
  @media (prefers-color-scheme: dark) {
    .sheet { fill: #14171a }
    text { fill: #eceff1 }
    .note { fill: #b0bac1 }
    .chip { fill: #000000; fill-opacity: 0.26; stroke: #ffffff; stroke-opacity: 0.16 }
    .top { fill: #3a2e18; stroke: #b98a3c }
    .screens { fill: #1b2c42; stroke: #5583bd }
    .machine { fill: #2a2542; stroke: #8574c4 }
    .core { fill: #173429; stroke: #46946f }
    .outside { fill: #24282b; stroke: #70777b }
    .arrow { stroke: #9aa6ae }
    .head { fill: #9aa6ae }
  }
`;

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Rounds to 1, 2 or 5 times a power of ten, so that the picture is not stale with every file. */
function roughly(count) {
  const power = 10 ** Math.floor(Math.log10(count));
  const step = [1, 2, 5, 10].find((factor) => count < factor * power * 1.5) ?? 10;
  return step * power;
}

/** How thick an arrow is, in pixels; the steps are far apart for the same reason. */
const thickness = (imports) => (imports < 10 ? 1.5 : imports < 100 ? 2.75 : 4.5);
const dashes = { code: '', types: ' stroke-dasharray="7 5"', loaded: ' stroke-dasharray="2 4"' };

/** Breaks a text into lines of at most so many pixels, at its blanks. */
function wrap(text, room) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length * 6.5 <= room || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const widthOf = (name) => name.length * chip.letter + 2 * chip.padding;

/** Breaks the names of a row into as few lines as fit into so many pixels, about equally full. */
function linesOf(row, room) {
  const all = row.reduce((sum, name) => sum + widthOf(name) + chip.gap, -chip.gap);
  const most = Math.ceil(row.length / Math.ceil(all / room));
  const lines = [];
  for (let at = 0; at < row.length; at += most) lines.push(row.slice(at, at + most));
  return lines;
}

/** Lays the folders of a room like bricks: every line is as wide as the room, in pixels. */
function chipsOf(rows, room) {
  const lines = rows.flatMap((row) => linesOf(row, room));
  const chips = lines.flatMap((line, index) => {
    const free = room - line.reduce((sum, name) => sum + widthOf(name) + chip.gap, -chip.gap);
    let x = 0;
    return line.map((name) => {
      const wide = Math.floor(widthOf(name) + free / line.length);
      const brick = { name, x, y: index * (chip.height + chip.gap), wide };
      x += wide + chip.gap;
      return brick;
    });
  });
  return { chips, height: Math.max(0, lines.length * (chip.height + chip.gap) - chip.gap) };
}

/** Measures what is in a room: how high its box has to be, in pixels. */
function furnish(name, { files, rows }) {
  if (edges[name] === undefined || sayings[name] === undefined) {
    throw new Error(
      `${name} has no place in the picture of the house: see scripts/house/plan.mjs.`,
    );
  }
  const [left, right] = edges[name];
  const inside = right - left - 2 * padding;
  const count = `${roughly(files)} files`;
  const beside = name.length * 8.6 + count.length * 6.8 < inside;
  const lines = [...(beside ? [] : [`≈ ${count}`]), ...wrap(sayings[name], inside)];
  const { chips, height } = chipsOf(rows, inside);
  const text = titleHeight + lines.length * lineHeight;
  const need = padding + text + (height > 0 ? 8 + height : 0) + padding;
  return { name, left, right, lines, aside: beside ? `≈ ${count}` : '', chips, text, need };
}

/** Says where each room begins and ends, from the top: two stacks between app and core. */
function stack(rooms) {
  const need = (...names) => Math.max(0, ...names.map((name) => rooms.get(name)?.need ?? 0));
  const first = need('src/app', 'src/boot');
  const under = top + first + gap;
  const screens = need('src/features');
  const stores = need('src/ui', 'src/state');
  const adapters = need('src/engine', 'src/platform');
  const machine = need('workers');
  const outside = need('e2e') + need('bench') + need('scripts') + 2 * gap - first - gap;
  const high = Math.max(screens + gap + stores, adapters + gap + machine, outside);
  const floor = under + high + gap;
  const beneath = floor - gap;
  const benchTop = top + need('e2e') + gap;
  return {
    'src/app': [top, top + first],
    'src/boot': [top, top + first],
    'src/features': [under, under + screens],
    'src/ui': [under + screens + gap, beneath],
    'src/state': [under + screens + gap, beneath],
    'src/engine': [under, beneath - machine - gap],
    'src/platform': [under, beneath - machine - gap],
    workers: [beneath - machine, beneath],
    e2e: [top, top + need('e2e')],
    bench: [benchTop, benchTop + need('bench')],
    scripts: [beneath - need('scripts'), beneath],
    'src/core': [floor, floor + need('src/core')],
  };
}

function boxOf({ name, left, right, lines, aside, chips, text, above, below }) {
  const x = left + padding;
  const start = above + padding + text + 8;
  return [
    `<rect class="room ${tints[name]}" x="${left}" y="${above}" width="${right - left}" height="${below - above}" rx="10"/>`,
    `<text class="title" x="${x}" y="${above + padding + 13}">${escape(name)}</text>`,
    ...(aside === ''
      ? []
      : [
          `<text class="note" x="${right - padding}" y="${above + padding + 13}" text-anchor="end">${aside}</text>`,
        ]),
    ...lines.map(
      (line, index) =>
        `<text class="note" x="${x}" y="${above + padding + titleHeight + 10 + index * lineHeight}">${escape(line)}</text>`,
    ),
    ...chips.flatMap((one) => [
      `<rect class="chip" x="${x + one.x}" y="${start + one.y}" width="${one.wide}" height="${chip.height}" rx="5"/>`,
      `<text class="chip-name" x="${x + one.x + one.wide / 2}" y="${start + one.y + 15.5}" text-anchor="middle">${escape(one.name)}</text>`,
    ]),
  ];
}

/** Draws an arrow from one point to another; its head stands upright, aslant or level as it does. */
function arrowBetween([x, y], [toX, toY], imports, kind) {
  const far = Math.hypot(toX - x, toY - y);
  const [along, across] = [(toX - x) / far, (toY - y) / far];
  const wide = thickness(imports);
  const [long, half] = [8 + wide, 3.5 + wide];
  const [neckX, neckY] = [toX - along * long, toY - across * long];
  const round = (value) => Math.round(value * 10) / 10;
  const point = (px, py) => `${round(px)},${round(py)}`;
  return [
    `<line class="arrow" x1="${round(x)}" y1="${round(y)}" x2="${round(neckX)}" y2="${round(neckY)}" stroke-width="${wide}"${dashes[kind]}/>`,
    `<polygon class="head" points="${point(toX, toY)} ${point(neckX - across * half, neckY + along * half)} ${point(neckX + across * half, neckY - along * half)}"/>`,
  ];
}

function arrowOf({ from, to, imports, kind }, rooms) {
  const [one, other] = [rooms.get(from), rooms.get(to)];
  const { x, down, turn } = lanes[`${from} ${to}`] ?? {};
  if (turn !== undefined) {
    const y = other.above + turn;
    return [
      `<line class="arrow" x1="${x}" y1="${one.below}" x2="${x}" y2="${y}" stroke-width="${thickness(imports)}"${dashes[kind]}/>`,
      ...arrowBetween([x, y], [other.right + 1, y], imports, kind),
    ];
  }
  if (x !== undefined) return arrowBetween([x, one.below], [x, other.above - 1], imports, kind);
  if (down !== undefined) {
    const y = Math.min(one.above + down, other.below - padding);
    return arrowBetween([one.left, y], [other.right + 1, y], imports, kind);
  }
  // Nobody gave this one a lane yet: it runs straight, over whatever lies between.
  const middle = (room) => (room.left + room.right) / 2;
  const isBelow = other.above >= one.below;
  return arrowBetween(
    [middle(one), isBelow ? one.below : one.above],
    [middle(other), isBelow ? other.above - 1 : other.below + 1],
    imports,
    kind,
  );
}

/** Says below the house what thickness and dashes mean. */
function legend(y) {
  /** @type {[number, string, string][]} */
  const signs = [
    [2, 'code', 'under 10 imports'],
    [50, 'code', '10 to 99'],
    [500, 'code', '100 or more'],
    [50, 'types', 'types only'],
    [50, 'loaded', 'loaded at run time'],
  ];
  let x = 32;
  const parts = [];
  for (const [imports, kind, words] of signs) {
    parts.push(...arrowBetween([x, y], [x + 40, y], imports, kind));
    parts.push(`<text class="note" x="${x + 50}" y="${y + 4}">${words}</text>`);
    x += 50 + words.length * 6.6 + 26;
  }
  return parts;
}

/** Returns the picture of the house that `readHouse` found. */
export function drawHouse({ rooms: found, arrows }) {
  const furnished = new Map([...found].map(([name, room]) => [name, furnish(name, room)]));
  const levels = stack(furnished);
  const rooms = new Map(
    [...furnished].map(([name, room]) => {
      const [above, below] = levels[name];
      return [name, { ...room, above, below }];
    }),
  );
  const floor = levels['src/core'][1];
  const height = floor + 64;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    '<title id="title">The rooms of Pipette and who imports whom</title>',
    `<style>${style}</style>`,
    `<rect class="sheet" width="${width}" height="${height}"/>`,
    '<text class="heading" x="32" y="44">The house</text>',
    '<text class="note" x="32" y="66">Arrows go from a room to those it imports. Inside a room, folders stand above those they import; folders that need each other stand side by side.</text>',
    ...arrows.flatMap((arrow) => arrowOf(arrow, rooms)),
    ...[...rooms.values()].flatMap(boxOf),
    ...legend(floor + 34),
    '</svg>',
  ].join('\n')}\n`;
}
