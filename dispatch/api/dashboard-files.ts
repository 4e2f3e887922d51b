// Serves the built dashboard. Any address that is not a file and not part of the API gives its front page, which then
// finds its way by itself.
import { basename } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ApiParts, App } from './api-parts.ts';
import { notFound } from './problem.ts';

export async function addDashboardFiles(
  app: App,
  { dashboardDir, dataDir }: Pick<ApiParts, 'dashboardDir' | 'dataDir'>,
): Promise<void> {
  // Also without a dashboard: pictures and clips are sent through the same plugin.
  await app.register(staticFiles, {
    root: dashboardDir ?? dataDir,
    serve: dashboardDir !== null,
    cacheControl: false,
    setHeaders: (response, path) => {
      response.setHeader('cache-control', cachingOf(path));
    },
  });
  app.setNotFoundHandler((request, reply) => {
    if (dashboardDir === null || !wantsPage(request)) throw notFound('such address');
    return sendFrontPage(reply, dashboardDir);
  });
}

/** Files that the build names after their content never change; pages and evidence are asked for each time. */
function cachingOf(path: string): string {
  return /-[\w-]{8,}\.(js|css|woff2?|svg|png)$/.test(basename(path))
    ? 'public, max-age=31536000, immutable'
    : 'private, no-cache';
}

function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  const accepts = headers.accept ?? '';
  return (
    method === 'GET' && !/^\/(api|metrics)(\/|\?|$)/.test(url) && accepts.includes('text/html')
  );
}

function sendFrontPage(reply: FastifyReply, dashboardDir: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').sendFile('index.html', dashboardDir);
}
