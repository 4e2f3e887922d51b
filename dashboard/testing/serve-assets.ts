/// <reference types="node" />
// Serves the files of the built dashboard as dispatch does.
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** As strict as dispatch: only own files, no inline script or style. */
const contentSecurityPolicy = "default-src 'self'; object-src 'none'; frame-ancestors 'none'";

/** The files of the build; every other address is the app's own, as is usual for an app with addresses. */
export function serveAssets(app: FastifyInstance, assetsDir: string): void {
  app.get('/*', async (request, reply) => {
    const [path = '/'] = request.url.split('?');
    const wanted = join(assetsDir, path.replaceAll('..', ''));
    const file =
      extname(path) !== '' && (await exists(wanted)) ? wanted : join(assetsDir, 'index.html');
    return reply
      .type(contentTypes[extname(file)] ?? 'application/octet-stream')
      .header('content-security-policy', contentSecurityPolicy)
      .header('cache-control', cachingOf(file))
      .send(createReadStream(file));
  });
}

/** Like dispatch: files named by content hash never change. */
function cachingOf(file: string): string {
  return file.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'private, no-cache';
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
