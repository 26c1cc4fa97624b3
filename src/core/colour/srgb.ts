// Source: IEC 61966-2-1, the transfer function of sRGB. Codes and light are from 0 to 1.

/** Returns the linear light of a code. */
export const lightOfSrgb = (code: number): number =>
  code <= 0.04045 ? code / 12.92 : ((code + 0.055) / 1.055) ** 2.4;

/** Returns the code of a linear light. */
export const srgbOfLight = (light: number): number =>
  light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
