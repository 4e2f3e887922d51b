// Files from edges, in pieces: returns how much has arrived, or accepts the next piece. Receipts always have status 200, because
// proxies tend to replace the body of an error with a page of their own.
import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  fileSealHeader,
  parseFileSeal,
  pieceType,
  uploadReceiptSchema,
  sha256Schema,
  uploadQuerySchema,
  type UploadReceipt,
  type UploadQuery,
} from '../../contracts/index.ts';
import { incomingFiles } from '../evidence/partial-files.ts';
import type { FromWhere } from '../uploads/file-gate.ts';
import { createUploadService } from '../uploads/upload-service.ts';
import type { ApiParts, App } from './api-parts.ts';
import { askedClipsOf } from './asked-clip-routes.ts';
import { tellOfCase } from './edge-routes.ts';
import { gateOf } from './file-gate-of.ts';
import { ProblemError } from './problem.ts';

const params = z.strictObject({ sha256: sha256Schema });
/** An edge sends at most half a megabyte; no piece is held in memory. */
const pieceLimit = 64 * 1024 * 1024;

export function addEdgeUploadRoutes(app: App, parts: ApiParts): void {
  const gate = gateOf(parts);
  const service = createUploadService({ ...parts, gate, partials: incomingFiles(parts.dataDir) });
  app.addContentTypeParser(pieceType, (_request, payload, done) => {
    done(null, payload);
  });
  const schema = { params, querystring: uploadQuerySchema, response: { 200: uploadReceiptSchema } };
  app.get('/api/edge/uploads/:sha256', { schema }, async (request) => {
    const { query } = request;
    const receipt = await service.ask({ ...request.params, query, from: senderOf(request) });
    await tell(parts, query, receipt);
    return forSender(request, receipt);
  });
  app.put('/api/edge/uploads/:sha256', { schema, bodyLimit: pieceLimit }, async (request) => {
    const { query, body } = request;
    if (!(body instanceof Readable))
      throw new ProblemError(415, 'unsupported-type', `expected a body of type ${pieceType}`);
    const coming = { ...request.params, query, from: senderOf(request) };
    const receipt = await service.take(coming, body);
    await tell(parts, query, receipt);
    return forSender(request, receipt);
  });
}

function sealHeaderOf({ headers }: FastifyRequest): string | null {
  const header = headers[fileSealHeader];
  return typeof header === 'string' ? header : null;
}

function senderOf(request: FastifyRequest): FromWhere {
  const header = sealHeaderOf(request);
  return { seal: header === null ? null : parseFileSeal(header), address: request.ip };
}

/** An edge of an earlier release signs no files and knows no other reason to wait: its files wait until it is updated. */
function forSender(request: FastifyRequest, receipt: UploadReceipt): UploadReceipt {
  const isKnown = sealHeaderOf(request) !== null || receipt.state !== 'waits';
  return isKnown || receipt.reason === 'unknown-camera'
    ? receipt
    : { ...receipt, reason: 'not-now' };
}

async function tell(parts: ApiParts, query: UploadQuery, receipt: UploadReceipt): Promise<void> {
  if (receipt.state === 'kept' && receipt.as === 'first' && 'incidentId' in query)
    await tellOfCase(parts, query.incidentId);
  if (receipt.state === 'kept' && 'incidentId' in query && query.kind !== 'picture')
    await askedClipsOf(parts).answered(query.incidentId);
  if (receipt.state === 'refused' || (receipt.state === 'kept' && receipt.as === 'aside'))
    parts.log.warn({ upload: query, receipt }, 'an upload was refused or set aside');
}
