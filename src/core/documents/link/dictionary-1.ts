import { declared1 } from './declared-1';

/**
 * Words that names and notes are likely to have, the likeliest last, where they cost least; frozen
 * with links of version 1. First the labels of operations and settings as they were then.
 */
const words1 = `
Crop. Straighten. Rotate. Flip. Resize. Pad. Trim. Smart crop. Perspective. Exposure. Brightness. Contrast. Gamma. Levels. Curves. Highlights and shadows. Auto levels. Equalise. Local contrast. Clarity. White balance. Saturation. Vibrance. Hue. Tint. Colour balance. Selective colour. Channel mixer. Grayscale. Sepia. Duotone. Gradient map. Split tone. Invert. Posterise. Threshold. Sharpen. Unsharp mask. Noise reduction. Median. Gaussian blur. Box blur. Motion blur. Pixelate. Emboss. Edges. Vignette. Grain. Glow. Border. Rounded corners. Drop shadow. Text watermark. Image watermark. Redact.
Area, Aspect ratio, Angle, Crop the corners away, Turn, Straighten, Corners, Fill colour, Direction, Mode, Long edge, Short edge, Width, Height, Scale, Kernel, Enlarge small pictures, Pad, Top, Right, Bottom, Left, Background, Colour, Blur, Threshold, Keep a margin, Keep, Vertical, Horizontal, Fill the frame, Exposure, Highlight protection, Brightness, Contrast, Pivot, Gamma, Black in, Middle, White in, Black out, White out, All channels, Red, Green, Blue, Shadows, Highlights, Radius, Channels, Clip, Strength, Window, Limit, Clarity, Temperature, Tint, Saturation, Vibrance, Hue, Amount, Shadows: cyan to red, Shadows: magenta to green, Shadows: yellow to blue, Mid-tones: cyan to red, Mid-tones: magenta to green, Mid-tones: yellow to blue, Highlights: cyan to red, Highlights: magenta to green, Highlights: yellow to blue, Keep lightness, Shift hue, Lightness, Red from red, Red from green, Red from blue, Green from red, Green from green, Green from blue, Blue from red, Blue from green, Blue from blue, Weights, Dark colour, Light colour, Mid-tones, Position of the mid-tones, Shadow hue, Shadow amount, Highlight hue, Highlight amount, Balance, What, Levels, Method, Level, Luminance, Length, Block size, Light from, Look, Smoothing, Dark on white, Size, Roundness, Feather, Coloured, Seed, Inner line, Line colour, To the right, Down, Opacity, Shadow colour, Ground, Ground colour, Text, Position, Margin, Repeat all over, Watermark, Areas.
Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec 2026 2027 2028 2029 2030 https://www. .com .org
Monday Tuesday Wednesday Thursday Friday Saturday Sunday morning evening night blue hour golden hour
because before after instead only less more than should would could must always never please check
passport document receipt scan whiteboard slide screenshot thumbnail banner cover poster print paper
Instagram story reel YouTube Facebook LinkedIn newsletter website blog shop catalogue gallery archive
people faces skin eyes hair teeth baby family wedding concert sport street architecture building
interior food plants flowers animals dog cat bird forest mountains beach sea sunset sunrise sky clouds
snow fog rain night city travel landscape portrait product photo picture image camera phone client
black and white, monochrome, high key, low key, cinematic, analogue, film look, vintage, retro, faded,
matte, moody, dramatic, vivid, pastel, cold, cool, warm, soft, crisp, clean, natural, bright, dark,
{"operation":"","enabled":false,"parameters":{"width":,"height":,"left":,"top":,"x":,"y":true,"amount":
for the web, for print, a little, too much, of the, in the, on the, to the, with the, and the, not, so that,
}}XoXeXdXn Untitled preset version step pipeline Warm portrait`;

/** The dictionary of links of version 1, for deflate. */
export const dictionary1: Uint8Array = new TextEncoder().encode(declared1 + words1);
