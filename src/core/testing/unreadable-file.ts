/** Returns a file as it is once it is gone from the disk: nothing of it can be read. */
export function unreadableFile(name: string): File {
  const file = new File(['gone'], name, { lastModified: 1000 });
  const refuse = () => Promise.reject(new DOMException('It is gone.', 'NotFoundError'));
  const refused = (blob: Blob): void => {
    for (const way of ['arrayBuffer', 'text', 'bytes']) {
      Object.defineProperty(blob, way, { value: refuse });
    }
    Object.defineProperty(blob, 'stream', {
      value: () => new ReadableStream({ pull: refuse }),
    });
  };
  refused(file);
  Object.defineProperty(file, 'slice', {
    value: () => {
      const part = new Blob(['g']);
      refused(part);
      return part;
    },
  });
  return file;
}
