import { compareStyle } from '../../report/write/compare';

/** Rows are made for a page as wide as this, in CSS pixels. */
export const rowsLook = { width: 1200, height: 190, gap: 12, below: 40 } as const;

/** Tags by which a page can be narrowed down. */
export const mostFilters = 8;

/** Shapes are rounded to hundredths, for each is a rule of the style sheet. */
export const shapeClass = (shape: number): string => `w${Math.round(shape * 100)}`;

const shapeRule = (shape: number): string => {
  const width = Math.round(shape * 100) / 100;
  return `.${shapeClass(shape)}{flex:${width} 1 0}.${shapeClass(shape)} img{aspect-ratio:${width}}`;
};

/** Where there is no room for whole rows, each picture is as wide as its shape wants it. */
const ownWidth = (shape: number, rem: number): string => {
  const width = Math.round(shape * 100) / 100;
  return `.thumb.${shapeClass(shape)}{flex-basis:${(width * rem).toFixed(2)}rem}`;
};

const light = `color-scheme:light dark;--page:#fff;--panel:#f4f4f2;--ink:#1a1c1f;--ink-2:#4e545c;--line:#dfe0dd;--accent:#c2410c;--accent-text:#a33c0f;--chosen:#ecedea`;
const dark = `--page:#111214;--panel:#191b1e;--ink:#eceef0;--ink-2:#b0b6be;--line:#2f3338;--accent:#e8652b;--accent-text:#ff9a6b;--chosen:#2a2d31`;

const filterRules = Array.from({ length: mostFilters }, (_, index) => index + 1)
  .map((at) => `body:has(#filter-${at}:checked) .picture:not(.f${at}){display:none}`)
  .join('\n');

/** Returns the one style sheet of a page whose pictures have these shapes: width by height. */
export function pageStyle(shapes: readonly number[]): string {
  const all = [...new Map(shapes.map((shape) => [shapeClass(shape), shape])).values()];
  return `:root{${light}}
@media(prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
html{background:var(--page);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{max-width:78rem;margin:0 auto;padding:0 1.5rem;color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ol,ul,figure,fieldset{margin:0;padding:0}
a{color:var(--accent-text);text-underline-offset:2px}
a:focus-visible,input:focus-visible+label{outline:2px solid var(--ink);outline-offset:2px;border-radius:6px}
header{display:flex;flex-wrap:wrap;gap:.75rem 2rem;justify-content:space-between;align-items:flex-end;padding:1.5rem 0 .9rem}
h1{font-size:1.8rem;line-height:1.2;letter-spacing:-.02em;text-wrap:balance}
.by{margin-top:.25rem;color:var(--ink-2)}
.lead{max-width:46rem;padding-bottom:1rem;white-space:pre-line}
.filters{display:flex;flex-wrap:wrap;gap:.25rem;border:0;font-size:.87rem}
.filters legend,.filters input{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.filters label{padding:.3rem .75rem;border-radius:1rem;color:var(--ink-2);cursor:pointer}
.filters input:checked+label{background:var(--chosen);color:var(--ink);font-weight:600}
.row{display:flex;flex-wrap:wrap;gap:.75rem;margin-bottom:.9rem}
.picture{display:contents}
.thumb{position:relative;min-width:0;color:var(--ink-2);font-size:.84rem;text-decoration:none}
.thumb img{display:block;width:100%;height:auto;object-fit:cover;border-radius:6px;background:var(--panel)}
.thumb span{display:block;padding-top:.3rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.thumb:hover{color:var(--ink)}
.picture:has(.detail:target) .thumb{color:var(--ink);font-weight:600}
.picture:has(.detail:target) .thumb img{outline:3px solid var(--accent);outline-offset:2px}
.picture:has(.detail:target) .thumb::after{content:"";position:absolute;left:50%;bottom:calc(-.75rem - 10px);z-index:1;width:18px;height:18px;margin-left:-9px;background:var(--panel);border:1px solid var(--line);border-right:0;border-bottom:0;clip-path:polygon(0 0,100% 0,0 100%);rotate:45deg}
${all.map(shapeRule).join('\n')}
.detail{display:none;order:1;flex:0 0 100%;grid-template-columns:minmax(0,11fr) minmax(0,12fr);min-width:0;background:var(--panel);border:1px solid var(--line);border-radius:10px;overflow:hidden;scroll-margin-top:15rem}
.detail:target{display:grid}
${compareStyle}
.look{display:grid;align-content:center;min-width:0;padding:.75rem;background:var(--panel)}
.compare{margin:0}
.look img{display:block;width:auto;max-width:100%;height:auto;max-height:30rem;margin:0 auto;border-radius:6px}
.stage{max-width:100%}
.stage figure{min-width:0}
.stage .before{position:relative}
.stage .before img{position:absolute;inset:0;width:100%;max-width:none;height:100%;max-height:none;object-fit:fill;border-radius:0}
.stage .after img{border-radius:0}
.stage figcaption{position:absolute;top:.6rem;bottom:auto;padding:.15rem .5rem;border-radius:4px;background:#111214d9;color:#fff;font-size:.8rem}
.compare .hint{font-size:.8rem}
.about{display:flex;flex-direction:column;gap:.6rem;min-width:0;padding:1rem 1.5rem .9rem}
.head{display:flex;gap:.35rem;align-items:center}
.head h2{flex:1;min-width:0;font-size:1.3rem;line-height:1.25;letter-spacing:-.01em}
.head a{display:grid;place-items:center;flex:none;width:2rem;height:2rem;color:var(--ink-2);border-radius:6px}
.head a:hover{background:var(--chosen);color:var(--ink)}
.head svg{width:1.1rem;height:1.1rem;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.caption{color:var(--ink-2);white-space:pre-line}
.tags{display:flex;flex-wrap:wrap;gap:.25rem .75rem;color:var(--ink-2);font-size:.84rem;list-style:none}
h3{font-size:.87rem}
ol{padding-left:1.4rem;color:var(--ink-2);font-size:.87rem;line-height:1.6}
.go{display:flex;gap:1rem;align-items:center;margin-top:auto;padding-top:.5rem}
.go p{color:var(--ink-2);font-size:.84rem}
.go div{display:grid;gap:.5rem;justify-items:start}
.qr{flex:none;width:7.5rem;height:7.5rem;border:1px solid var(--line);border-radius:6px}
.open{padding:.5rem 1.1rem;background:#c2410c;border-radius:6px;color:#fff;font-weight:600;text-decoration:none}
.open:hover{background:#a33c0f}
.foot{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding-top:.55rem;border-top:1px solid var(--line);color:var(--ink-2);font-size:.84rem}
.foot span{flex:1 1 auto}
footer{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;padding:.75rem 0 1.5rem;color:var(--ink-2);font-size:.84rem}
${filterRules}
body:has(.filters input:not(#filter-0):checked) .row{display:contents}
body:has(.filters input:not(#filter-0):checked) main{display:flex;flex-wrap:wrap;gap:.75rem}
body:has(.filters input:not(#filter-0):checked) .thumb{flex-grow:0}
body:has(.filters input:not(#filter-0):checked) .rest{display:none}
${all.map((shape) => `body:has(.filters input:not(#filter-0):checked) ${ownWidth(shape, 11)}`).join('\n')}
@media(max-width:56rem){
.picture:has(.detail:target) .thumb::after{display:none}
.detail:target{grid-template-columns:minmax(0,1fr)}
.rest{display:none}
${all.map((shape) => ownWidth(shape, 8.5)).join('\n')}
}
@media(max-width:40rem){
body{padding:0 1rem}
.about{padding:.25rem 1rem .9rem}
.detail{scroll-margin-top:.5rem}
}
@media(prefers-reduced-motion:reduce){.stage .before,.stage::after{transition:none}}
@media print{
@page{margin:13mm}
:root{--page:#fff;--panel:#fff;--ink:#1a1c1f;--ink-2:#4e545c;--line:#dfe0dd;color-scheme:light}
body{max-width:none;padding:0;font-size:10pt}
.filters,.thumb,.rest,.head a,.foot a,.open,.compare input,.strips,.stage::after,.hint{display:none}
.row{display:block;margin:0}
.detail,.detail:target{display:block;margin-bottom:8mm;break-inside:avoid;border:0}
.look,.about{padding:0}
.stage{width:auto;grid-template-columns:1fr 1fr;gap:.6rem;overflow:visible}
.stage figure{grid-area:auto}
.stage .before{order:-1;clip-path:none}
.look img{max-height:8cm}
.stage .before img{position:static;width:auto;max-width:100%;height:auto}
.stage figcaption{position:static;padding:0;background:none;color:inherit}
}
`;
}
