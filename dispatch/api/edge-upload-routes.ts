// Files from edges, in pieces: returns how much has arrived, or accepts the next piece. Receipts always have status 200, because
// proxies tend to replace the body of an error with a page of their own.
import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  pieceType,
  uploadReceiptSchema,
  sha256Schema,
  uploadQuerySchema,
  type UploadReceipt,
  type UploadQuery,
} from '../../contracts/index.ts';
import { incomingFiles } from '../evidence/partial-files.ts';
import { createUploadService } from '../uploads/upload-service.ts';
import type { ApiParts, App } from './api-parts.ts';
import { askedClipsOf } from './asked-clip-routes.ts';
import { tellOfCase } from './edge-routes.ts';
import { ProblemError } from './problem.ts';

const params = z.strictObject({ sha256: sha256Schema });
/** An edge sends at most half a megabyte; no piece is held in memory. */
const pieceLimit = 64 * 1024 * 1024;

export function addEdgeUploadRoutes(app: App, parts: ApiParts): void {
  const service = createUploadService({ ...parts, partials: incomingFiles(parts.dataDir) });
  app.addContentTypeParser(pieceType, (_request, payload, done) => {
    done(null, payload);
  });
  const schema = { params, querystring: uploadQuerySchema, response: { 200: uploadReceiptSchema } };
  app.get('/api/edge/uploads/:sha256', { schema }, async ({ params: { sha256 }, query }) => {
    const receipt = await service.ask(sha256, query);
    await tell(parts, query, receipt);
    return receipt;
  });
  app.put(
    '/api/edge/uploads/:sha256',
    { schema, bodyLimit: pieceLimit },
    async ({ params: { sha256 }, query, body }) => {
      if (!(body instanceof Readable))
        throw new ProblemError(415, 'unsupported-type', `expected a body of type ${pieceType}`);
      const receipt = await service.take(sha256, query, body);
      await tell(parts, query, receipt);
      return receipt;
    },
  );
}

async function tell(parts: ApiParts, query: UploadQuery, receipt: UploadReceipt): Promise<void> {
  if (receipt.state === 'kept' && receipt.as === 'first' && 'incidentId' in query)
    await tellOfCase(parts, query.incidentId);
  if (receipt.state === 'kept' && 'incidentId' in query && query.kind !== 'picture')
    await askedClipsOf(parts).answered(query.incidentId);
  if (receipt.state === 'refused' || (receipt.state === 'kept' && receipt.as === 'aside'))
    parts.log.warn({ upload: query, receipt }, 'an upload was refused or set aside');
}
