/** Draws the icons in public/icons: an orange drop on dark ground. Run: node scripts/draw-icons.mjs */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../public/icons/', import.meta.url));

/**
 * Returns the icon as SVG, 512 units square. `radius` rounds the ground's corners; `scale` sizes the
 * drop about the centre: maskable icons keep it inside the middle 80 %.
 */
function icon(radius, scale) {
  const drop = 'M256 84C300 152 372 214 372 296A116 116 0 0 1 140 296C140 214 212 152 256 84Z';
  const shine = 'M196 300A60 60 0 0 0 256 360';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <rect width="512" height="512" rx="${radius}" fill="#191b1e"/>
  <g transform="translate(256 256) scale(${scale}) translate(-256 -248)">
    <path d="${drop}" fill="#ff7a45"/>
    <path d="${shine}" fill="none" stroke="#ffd9c7" stroke-width="20" stroke-linecap="round"/>
  </g>
</svg>
`;
}

const plain = icon(112, 1.06);
const maskable = icon(0, 0.86);
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}icon.svg`, plain);
const drawings = [
  { name: 'icon-192.png', svg: plain, size: 192 },
  { name: 'icon-512.png', svg: plain, size: 512 },
  { name: 'icon-maskable-512.png', svg: maskable, size: 512 },
];
for (const { name, svg, size } of drawings) {
  const density = (72 * size) / 512;
  await sharp(Buffer.from(svg), { density })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(folder + name);
}
console.log(`Drew ${drawings.length + 1} icons into public/icons.`);
