/** The name space of what Pipette writes into XMP; never changed. */
export const embeddedPipelineSpace = 'urn:pipette:passport:1';
