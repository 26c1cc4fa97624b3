/** The name space of what Pipette writes into XMP; never changed. */
export const passportSpace = 'urn:pipette:passport:1';
