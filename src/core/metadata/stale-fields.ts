/**
 * Names of libvips's fields, as a pattern of their beginnings, that describe the file that a picture
 * came from and that savers would go by: a gain map, which no longer fits edited pixels; the colour
 * profile, since savers embed that of sRGB; pages, delays and details of the encoder.
 */
export const staleFields =
  '^(?:gainmap|icc-profile-data$|n-pages|page-height|loop|delay|gif-|heif-primary|' +
  'heif-compression|jpeg-multiscan)';
