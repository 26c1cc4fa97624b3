/** How names of picture files end, in small letters. What a program takes for a picture by name is this. */
export const pictureEndings = [
  ...['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'apng', 'webp', 'tif', 'tiff', 'gif', 'avif', 'heic'],
  ...['heif', 'jxl', 'svg'],
] as const;
