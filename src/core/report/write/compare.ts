import { type Markup, markup } from './markup';

/** Where the divider of a comparison can stand, in percent of the picture's width. */
const compareStops = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100] as const;

const stopRules = compareStops
  .map((at, index) => `.compare input:nth-of-type(${index + 1}):checked~.stage-row{--at:${at}%}`)
  .join('\n');

/** What a page with comparisons needs in its style sheet, with --ink, --ink-2, --line and --accent. */
export const compareStyle = `.compare{min-width:0;margin:0 0 1.5rem;padding:0;border:0;text-align:center}
.compare legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.compare>div{display:flex;flex-wrap:wrap;justify-content:center}
.stage-row{--at:50%;order:-1;flex:0 0 100%;min-width:0}
.stage{display:grid;position:relative;width:fit-content;margin:0 auto;overflow:hidden;border-radius:6px}
.stage figure{grid-area:1/1}
.stage img{width:auto;max-height:40rem;border-radius:0}
.stage figcaption{position:absolute;bottom:.6rem;margin:0;padding:.15rem .55rem;border-radius:4px;background:#fffffff2;color:var(--ink)}
.stage .before{clip-path:inset(0 calc(100% - var(--at)) 0 0);transition:clip-path .18s}
.stage .before figcaption{left:.6rem}
.stage .after figcaption{right:.6rem}
.stage::after{content:"";position:absolute;top:0;bottom:0;left:var(--at);width:2px;margin-left:-1px;background:#fff;box-shadow:0 0 0 1px #0005;transition:left .18s}
.strips{position:absolute;inset:0;z-index:1;display:grid;grid-template-columns:.5fr repeat(9,1fr) .5fr}
.strips label{cursor:ew-resize;overflow:hidden;font-size:0}
.compare input{appearance:none;flex:1 1 24px;min-width:24px;max-width:4rem;height:26px;margin:.35rem 0 0;background:linear-gradient(var(--line),var(--line)) center/100% 3px no-repeat;cursor:pointer}
.compare input::before{content:"";display:block;width:9px;height:9px;margin:8.5px auto;border-radius:50%;background:#8b9097}
.compare input:checked::before{width:17px;height:17px;margin:4.5px auto;background:var(--accent)}
.compare input:focus-visible{outline:2px solid var(--ink);outline-offset:-1px;border-radius:5px}
.hint{flex:0 0 100%;margin-top:.2rem;color:var(--ink-2);font-size:.82rem}
${stopRules}`;

/** One side of a comparison: its picture, and what it is called. */
export interface Side {
  readonly image: Markup;
  readonly caption: string;
}

/**
 * A comparison without script: radio buttons in a row, which arrow keys walk through, say where
 * the picture before ends; strips over the picture are their labels, so a click moves it there.
 * @param id sets it apart from others on the page
 */
export function compareMarkup(id: string, before: Side, after: Side): Markup {
  const stops = compareStops.map((at) => ({ at, stop: `${id}-${at}` }));
  return markup`<fieldset class="compare">
<legend>Compare ${before.caption} and ${after.caption}</legend>
<div>
${stops.map(({ at, stop }) =>
  at === 50
    ? markup`<input type="radio" name="${id}" id="${stop}" value="${at}" checked>`
    : markup`<input type="radio" name="${id}" id="${stop}" value="${at}">`,
)}
<p class="hint">Click on the picture, or use the arrow keys.</p>
<div class="stage-row"><div class="stage">
<figure class="after">${after.image}<figcaption>${after.caption}</figcaption></figure>
<figure class="before">${before.image}<figcaption>${before.caption}</figcaption></figure>
<div class="strips">${stops.map(
    ({ at, stop }) => markup`<label for="${stop}">${at} % ${before.caption}</label>`,
  )}</div>
</div></div>
</div>
</fieldset>
`;
}
