/** Said of a picture that was dragged from another page, of which browsers hand over the address alone. */
export const onlyAnAddress =
  'Only the address of the picture came from the other page, and Pipette fetches nothing from other sites. Copy the picture there and paste it here, or save it and drop the file.';
