/** Names tell nothing of the camera. */
export const cameraOf = () => ({});
