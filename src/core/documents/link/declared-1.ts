/**
 * What links of version 1 know, as it was declared when that version was made; frozen for ever, for
 * links that people keep are read with it. What is declared later travels as JSON until there is a
 * version 2 with a table of its own beside this one.
 *
 * A line: code, role and id; then each parameter's name, kind, initial value (as links write it)
 * and options. Often used operations come first: they have the shorter codes.
 */
export const declared1 = `
A operation crop;area rectangle .05.05.9.9;aspect choice 0 free|original|1:1|5:4|4:3|3:2|16:9|2:3|3:4|4:5|9:16
B operation exposure;stops number .5;protection number 40
C operation white-balance;temperature number 7500;tint number 0
D operation resize;mode choice 0 long-edge|short-edge|fit|fill|exact|percent;longEdge number 1920;shortEdge number 1080;width number 1920;height number 1080;percent number 50;kernel choice 0 lanczos3|lanczos2|mitchell|cubic|linear|nearest;enlarge toggle off
E operation sharpen;radius number 1;amount number 150;threshold number 1
F operation contrast;strength number 30;pivot number 50
G operation saturation;amount number 20
H operation highlights-shadows;shadows number 40;highlights number -30;radius number 30
I operation curves;all curve 0~0~.25.2.75.8~1~1;red curve 0~0~1~1;green curve 0~0~1~1;blue curve 0~0~1~1
J operation levels;black number 12;middle number 1;white number 243;blackOut number 0;whiteOut number 255
K operation vignette;strength number 40;size number 60;roundness number 30;feather number 80
L operation grain;amount number 30;size number 1.5;coloured toggle off;seed number 1
M operation straighten;angle number 2;crop toggle on
N operation rotate;turn choice 1 0|90|180|270;angle number 0;edges choice 0 crop|colour|transparent;fill colour AAAA
O operation flip;direction choice 0 horizontal|vertical|both
P operation vibrance;amount number 40
Q operation brightness;amount number 15
R operation gamma;gamma number 1.2
S operation clarity;amount number 30;radius number 40
T operation gaussian-blur;radius number 4
U operation grayscale;weights choice 0 rec709|average|red|green|blue|custom;red number 21.26;green number 71.52;blue number 7.22
V operation text-watermark;text text 11~© Your name;size number 6;colour colour ~~~~;opacity number 70;place choice 0 bottom-right|bottom|bottom-left|left|centre|right|top-left|top|top-right;margin number 2;tile toggle off
Ya operation pad;to choice 1 sides|1:1|5:4|4:3|3:2|16:9|2:3|3:4|4:5|9:16;top number 100;right number 100;bottom number 100;left number 100;background choice 0 colour|transparent|copy|mirror|blurred;colour colour ~~~~;blur number 40
Yb operation trim;threshold number 15;margin number 0
Yc operation smart-crop;aspect choice 0 1:1|5:4|4:3|3:2|16:9|2:3|3:4|4:5|9:16;keep choice 0 attention|entropy|centre
Yd operation perspective;vertical number 20;horizontal number 0;crop toggle on
Ye operation auto-levels;mode choice 0 together|each;clip number .5;strength number 100
Yf operation equalise;strength number 60
Yg operation local-contrast;strength number 50;window number 200;slope number 3
Yh operation hue;angle number 30
Yi operation tint;colour colour ~6p9;amount number 25
Yj operation colour-balance;shadowsRed number 0;shadowsGreen number 0;shadowsBlue number 20;middleRed number 0;middleGreen number 0;middleBlue number 0;highlightsRed number 20;highlightsGreen number 0;highlightsBlue number 0;keepLightness toggle on
Yk operation selective-colour;hue number 290;width number 60;shift number 0;saturation number 40;lightness number -5
Yl operation channel-mixer;redFromRed number 100;redFromGreen number 20;redFromBlue number -20;greenFromRed number 0;greenFromGreen number 100;greenFromBlue number 0;blueFromRed number 0;blueFromGreen number 0;blueFromBlue number 100
Ym operation sepia;amount number 80
Yn operation duotone;dark colour Gzqs;light colour ~.nh;amount number 100
Yo operation gradient-map;shadows colour CyAn;middle colour xlFs;highlights colour ~-n5;position number 50;amount number 100
Yp operation split-tone;shadowHue number 215;shadowAmount number 30;highlightHue number 40;highlightAmount number 30;balance number 0
Yq operation invert;what choice 0 colours|lightness
Yr operation posterise;levels number 6
Ys operation threshold;method choice 0 fixed|otsu;level number 50
Yt operation unsharp;radius number 2;amount number 80;threshold number 2
Yu operation noise-reduction;luminance number 40;colour number 60;radius number 2
Yv operation median;radius number 2
Yw operation box-blur;radius number 4
Yx operation motion-blur;length number 20;angle number 0
Yy operation pixelate;block number 16
Yz operation emboss;strength number 100;angle number 135;look choice 0 relief|colour
Wa operation edges;method choice 0 sobel|canny;radius number 1.4;strength number 100;inverted toggle on
Wb operation glow;amount number 40;radius number 25;threshold number 50
Wc operation border;width number 5;colour colour ~~~~;line number 0;lineColour colour ICAh
Wd operation rounded-corners;radius number 10;outside choice 0 transparent|colour;colour colour ~~~~
We operation drop-shadow;x number 12;y number 12;blur number 12;opacity number 60;colour colour AAAA;ground choice 0 colour|transparent;groundColour colour ~~~~
Wf operation image-watermark;picture asset 0;size number 25;opacity number 80;place choice 0 bottom-right|bottom|bottom-left|left|centre|right|top-left|top|top-right;margin number 2;tile toggle off
Wg operation redact;areas rectangles .35.4.3.2;method choice 0 fill|pixelate|blur;colour colour AAAA
Xj format jpeg;quality number 82;smallest toggle off;progressive toggle on;chroma choice 0 auto|on|off;background colour ~~~~
Xp format png;compression number 6;colours choice 0 all|8|4|2|1;dither number 100;effort number 7;depth choice 0 keep|8|16;interlaced toggle off
Xw format webp;quality number 80;lossless toggle off;near toggle off;effort number 4;smart toggle off
Xt format tiff;compression choice 0 deflate|lzw|jpeg|none;quality number 90;predictor toggle on;depth choice 0 keep|8|16
Xa format avif;lossless toggle off;quality number 55;effort number 2;bits choice 0 8|10|12
Xx format jxl;mode choice 0 quality|distance|lossless;quality number 80;distance number 1;effort number 5;depth choice 0 keep|8|16
Xr settings resize;mode choice 0 long-edge|short-edge|fit|fill|exact|percent;longEdge number 1920;shortEdge number 1080;width number 1920;height number 1080;percent number 50;kernel choice 0 lanczos3|lanczos2|mitchell|cubic|linear|nearest;enlarge toggle off
Xs settings export;size choice 0 original|web|custom;fitUnder number 0;metadata choice 0 safe|all|copyright|none|own;metadataGroups set 0 camera|date|location|author|description|software|identifiers|maker-notes|other;carriesPipeline toggle off;fileName text 0~
`;
