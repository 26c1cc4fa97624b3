import { compareStyle } from './compare';

/**
 * The style sheet of every report. It is constant: the page that shows reports allows exactly this
 * text by its SHA-256 (style-src in index.html; a test tells the new hash after a change).
 */
export const reportStyle = `
:root{color-scheme:light;--ink:#1a1c1f;--ink-2:#4e545c;--line:#dfe0dd;--soft:#f4f4f2;--accent:#c2410c;--accent-soft:#ffe7dc}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:#fff;color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:62rem;margin:0 auto;padding:0 1.75rem}
header{padding-top:2.25rem;padding-bottom:1.25rem}
main{padding-bottom:1rem}
h1,h2,h3,h4,p,dl,dd,ul,figure{margin:0}
h1{font-size:1.9rem;line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
h2{margin:2.75rem 0 1rem;padding-bottom:.4rem;border-bottom:1px solid var(--line);font-size:1.2rem;line-height:1.3}
h3{font-size:1.05rem;line-height:1.35}
h4{font-size:.82rem;color:var(--ink-2)}
.kind{margin-bottom:.35rem;color:var(--accent);font-size:.8rem;font-weight:600;letter-spacing:.04em}
.subtitle{margin-top:.4rem;color:var(--ink-2)}
.lead{margin-bottom:1.5rem;max-width:44rem;font-size:1.1rem}
.words>p,section>p{max-width:44rem}
p+p{margin-top:.6rem}
.note{margin:.75rem 0;padding:.6rem .9rem;border-left:3px solid var(--accent);background:var(--soft);white-space:pre-line}
.quiet{color:var(--ink-2);font-size:.87rem}
img{display:block;max-width:100%;height:auto;border-radius:4px}
.clear{background:repeating-conic-gradient(#e6e6e3 0 25%,#fff 0 50%) 0 0/16px 16px}
figcaption{margin-top:.35rem;color:var(--ink-2);font-size:.82rem}
.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:1rem 1.25rem;align-items:start}
.row img{max-height:34rem;width:auto}
.pixels{display:flex;flex-wrap:wrap;gap:1rem 1.25rem}
.pixels figure{min-width:0}
.pixels img{object-fit:none;object-position:center}
${compareStyle}
article{padding:1.5rem 0;border-bottom:1px solid var(--line)}
article:last-of-type{border-bottom:0}
.step-head{display:flex;gap:.7rem;align-items:center;margin-bottom:.9rem}
.number{flex:none;display:grid;place-items:center;min-width:1.8rem;height:1.8rem;padding:0 .4rem;border-radius:1rem;background:var(--accent-soft);color:#8f330a;font-weight:600;font-size:.9rem;font-variant-numeric:tabular-nums}
.state{padding:.05rem .5rem;border:1px solid #7c838d;border-radius:1rem;color:var(--ink-2);font-size:.78rem;white-space:nowrap}
.split{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:1rem 1.75rem;align-items:start}
.split img{max-height:30rem;width:auto}
.words>*+*,article>*+*{margin-top:.8rem}
dl{display:grid;grid-template-columns:fit-content(45%) minmax(0,1fr);gap:.3rem 1.1rem;font-size:.92rem}
dt{color:var(--ink-2)}
dd{font-variant-numeric:tabular-nums}
.swatch{display:inline-block;width:.95em;height:.95em;margin-right:.4em;border:1px solid #0003;border-radius:3px;vertical-align:-.12em}
.palettes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(18rem,100%),1fr));gap:.9rem 1.75rem}
.palette{display:flex;flex-wrap:wrap;gap:.35rem .9rem;margin-top:.3rem;padding:0;list-style:none;font-size:.84rem;font-variant-numeric:tabular-nums}
.histogram{display:block;width:100%;height:4.6rem;background:var(--soft);border-radius:4px}
.h-red{fill:#d6453d;fill-opacity:.38}
.h-green{fill:#2f9e5b;fill-opacity:.38}
.h-blue{fill:#2f6fd0;fill-opacity:.38}
.h-light{fill:none;stroke:#3a3f46;stroke-width:1.2;vector-effect:non-scaling-stroke}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
table{width:100%;border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
caption{padding:.2rem 0 .5rem;text-align:left;color:var(--ink-2);font-size:.85rem}
th,td{padding:.4rem .7rem;border-bottom:1px solid var(--line);text-align:left;font-weight:400;vertical-align:top;overflow-wrap:normal}
thead th{color:var(--ink-2);font-size:.82rem}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
.n{text-align:right;white-space:nowrap}
section>*+*{margin-top:1rem}
section>h2+*,section>article{margin-top:0}
section section h3{margin:1.6rem 0 .6rem}
.bars{display:grid;grid-template-columns:fit-content(38%) minmax(3rem,1fr) auto;gap:.35rem .9rem;align-items:center;margin-top:.5rem;font-size:.9rem;font-variant-numeric:tabular-nums}
.bars svg{display:block;width:100%;height:13px}
.bars span:nth-of-type(2n){text-align:right}
.bar{fill:var(--accent)}
.spread{fill:var(--ink)}
.line{display:block;width:100%;max-height:11rem;margin-top:.5rem}
.axis{stroke:#8b9097;fill:none}
.curve{stroke:var(--accent);stroke-width:2;fill:none}
.line circle{fill:var(--accent)}
ul{padding-left:1.2rem}
a{color:#a33c0f;overflow-wrap:anywhere}
a:focus-visible{outline:2px solid var(--ink);outline-offset:2px}
.code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.84em}
.link{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:1rem 1.75rem;align-items:start}
.link a{display:-webkit-box;overflow:hidden;-webkit-box-orient:vertical;-webkit-line-clamp:5}
.qr{display:block;width:9.5rem;height:9.5rem}
footer{padding-top:1rem;padding-bottom:2.5rem;color:var(--ink-2);font-size:.82rem}
@media(max-width:40rem){header,main,footer{padding-left:1rem;padding-right:1rem}.split,.link{grid-template-columns:minmax(0,1fr)}}
@media(prefers-reduced-motion:reduce){.stage .before,.stage::after{transition:none}}
@media print{
@page{margin:14mm 13mm}
body{font-size:10pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
header,main,footer{max-width:none;padding-left:0;padding-right:0}
header{padding-top:0}
footer{break-before:avoid;padding-bottom:0}
h2{margin-top:1.75rem}
article{padding:1rem 0}
h2,h3,h4,.step-head,caption,p:has(+dl){break-after:avoid}
figure,tr,.split,.row,.pixels,.palettes,.link,.note,dl,li,.compare{break-inside:avoid}
thead{display:table-header-group}
tbody tr:first-child{break-before:avoid}
img,.row img,.split img{max-height:9.5cm}
.pixels{flex-wrap:nowrap}
.pixels figure{flex:0 1 auto}
.pixels img{object-fit:contain;width:auto;max-height:4.4cm}
.compare input,.strips,.stage::after,.hint{display:none}
.stage{width:auto;grid-template-columns:1fr 1fr;gap:.9rem;overflow:visible}
.stage figure{grid-area:auto}
.stage .before{order:-1;clip-path:none}
.stage figcaption{position:static;padding:0;margin-top:.3rem;text-align:left;color:var(--ink-2)}
.scroll{overflow:visible}
.link a{-webkit-line-clamp:none;display:inline}
}
`;
