export function publishedZip(titles: readonly string[], from?: number): Promise<Buffer>;
