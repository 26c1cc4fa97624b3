/** The height of a picture that does not move. */
export const frameHeight = (image) => image.height;

/** The frames of a picture that does not move. */
export const framesOf = (image) => [image];

/** A picture that does not move stays as it is. */
export const playing = (image) => image;
