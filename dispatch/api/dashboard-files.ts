// Serves the built dashboard. An address that is neither a file nor part of the API gets the front page, which then shows the
// right page. The front page names its files relative to the public path.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts, App } from './api-parts.ts';
import { notFound } from './problem.ts';

type FileParts = Pick<ApiParts, 'dashboardDir' | 'dataDir' | 'basePath'>;

export async function addDashboardFiles(app: App, parts: FileParts): Promise<void> {
  const { dashboardDir, dataDir, basePath } = parts;
  // For pictures and clips, which are in other folders.
  await app.register(staticFiles, { root: dataDir, serve: false, cacheControl: false });
  if (dashboardDir !== null) await addFiles(app, dashboardDir);
  app.setNotFoundHandler((request, reply) => {
    if (dashboardDir === null || !wantsPage(request)) throw notFound('such address');
    return sendFrontPage(reply, dashboardDir, basePath);
  });
}

async function addFiles(app: App, dashboardDir: string): Promise<void> {
  await app.register(staticFiles, {
    root: dashboardDir,
    decorateReply: false,
    // The build writes `x.js.br` and `x.js.gz` beside each text file.
    preCompressed: true,
    // The front page is changed before it is sent.
    index: false,
    allowedPath: (path) => !isFrontPage(path),
    cacheControl: false,
    setHeaders: (reply, path) => {
      void reply
        .header('cache-control', cachingOf(path.replace(/\.(br|gz)$/, '')))
        .header('vary', 'accept-encoding');
    },
  });
}

/** Files whose name contains a content hash never change; pages and evidence are revalidated each time. */
function cachingOf(path: string): string {
  return /-[\w-]{8,}\.(js|css|woff2?|svg|png)$/.test(basename(path))
    ? 'public, max-age=31536000, immutable'
    : 'private, no-cache';
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [path = ''] = url.split('?');
  if (isFrontPage(path)) return true;
  return !/^\/(api|metrics)(\/|$)/.test(path) && (headers.accept ?? '').includes('text/html');
}

function isFrontPage(path: string): boolean {
  return path === '/' || path === '/index.html';
}

async function sendFrontPage(
  reply: FastifyReply,
  dashboardDir: string,
  basePath: string,
): Promise<FastifyReply> {
  const page = await readFile(join(dashboardDir, 'index.html'), 'utf8');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'private, no-cache')
    .send(placedAt(page, basePath));
}

/** The build assumes the root of a host. */
function placedAt(page: string, basePath: string): string {
  const text = basePath.replaceAll('&', '&amp;');
  return page.replaceAll(/(\s(?:href|src|content)=")\/(?!\/)/g, (_, before) => `${before}${text}/`);
}
