/** Returns the licences and notices of everything that the site ships, as one text. */
export function noticesText(): string;
