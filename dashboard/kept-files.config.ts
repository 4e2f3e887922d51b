/// <reference types="node" />
// A build step: lists in the page the files that a phone must keep to open the app offline, besides those that the page loads
// itself: the texts of both languages and the responder's pages. The service worker keeps every listed file; browsers ignore
// links of this kind.
import type { HtmlTagDescriptor, Plugin } from 'vite';

const kept = [
  /\/dashboard\/i18n\/(en|zh-cn)\.ts$/,
  /\/dashboard\/cases\/cases-page\.tsx$/,
  /\/dashboard\/cases\/detail\/(case-detail-page|case-more)\.tsx$/,
];

/** The used part of the bundler's chunk. */
export interface BuiltChunk {
  fileName: string;
  facadeModuleId?: string | null;
  imports: readonly string[];
  viteMetadata?: { importedCss: ReadonlySet<string> } | undefined;
}

export function keptFiles(): Plugin {
  return {
    name: 'kept-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) => {
        const chunks = Object.values(bundle ?? {}).flatMap((one) =>
          one.type === 'chunk' ? [one] : [],
        );
        return filesToKeep(chunks).map((file): HtmlTagDescriptor => {
          const attrs = { rel: 'kept', href: `/${file}` };
          return { tag: 'link', attrs, injectTo: 'head' };
        });
      },
    },
  };
}

/** The chunks with their imports and styles. */
export function filesToKeep(chunks: readonly BuiltChunk[]): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const files = new Set<string>();
  const take = (name: string): void => {
    const chunk = byName.get(name);
    if (chunk === undefined || files.has(name)) return;
    files.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    chunk.imports.forEach(take);
  };
  for (const { fileName, facadeModuleId: id } of chunks)
    if (id && kept.some((one) => one.test(id))) take(fileName);
  return [...files];
}
