// A case to take along: one zip file with pictures, clips, what is known of it, a report for people, and all that is needed
// to verify it without dispatch. Who may, is in the access table; that somebody did, and why, is in the custody log.
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { caseIdSchema, type CaseDetail } from '../../contracts/index.ts';
import { bundleNames, bundleParts, type BundleFile } from '../../evidence/bundle.ts';
import { hexOf, utf8 } from '../../evidence/bytes.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import { inclusionPath } from '../../evidence/proofs.ts';
import { writeZip } from '../../evidence/zip.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { caseReport } from '../evidence/case-report.ts';
import type { ApiParts, App } from './api-parts.ts';
import { actorOf } from './case-action-routes.ts';
import { detailOf, findCase } from './case-detail.ts';
import { ProblemError } from './problem.ts';

const params = z.strictObject({ caseId: caseIdSchema });
const body = z.strictObject({ reason: z.string().trim().min(1).max(500) });

export function addExportRoute(app: App, parts: ApiParts): void {
  app.post('/api/cases/:caseId/export', { schema: { params, body } }, async (request, reply) => {
    const { caseId } = request.params;
    const detail = await detailOf(parts, await findCase(parts, caseId), actorOf(request));
    const files = [...(await mediaOf(parts, detail)), ...(await logOf(parts, caseId))];
    const about = { madeAt: parts.clock.now(), software: 'fencewatch', cases: [{ id: caseId }] };
    const { custodySign: sign } = parts;
    const all = [...textsOf(detail, files), ...files];
    const zip = writeZip(bundleParts({ sha256: nodeCrypto.sha256, about, files: all, sign }));
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="case-${caseId}.zip"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(zip));
  });
}

async function mediaOf({ evidence, store }: ApiParts, detail: CaseDetail): Promise<BundleFile[]> {
  const ids = (detail.incidents ?? []).map(({ incidentId }) => incidentId);
  const files: BundleFile[] = [];
  for (const key of await store.media.of(ids)) {
    const { incidentId, opening, name } = key;
    const found = await evidence.find(key);
    const place = found === null ? null : join(found.folder, found.file);
    const isThere = place !== null && (await stat(place).catch(() => null)) !== null;
    // What the index names must be in the bundle: a bundle without it would look whole.
    if (!isThere) throw new ProblemError(409, 'file-missing', `the ${name} is not on the disk`);
    const path = `${detail.id}/camera-${ids.indexOf(incidentId) + 1}-opening-${opening}-${name}${extname(place)}`;
    const about = `${name} of opening ${opening} of incident ${incidentId}`;
    files.push({ path, about, bytes: () => readFile(place) });
  }
  return files;
}

function textsOf(detail: CaseDetail, media: readonly BundleFile[]): BundleFile[] {
  const text = (path: string, about: string, content: string): BundleFile => ({
    ...{ path: `${detail.id}/${path}`, about },
    bytes: () => Promise.resolve(utf8(content)),
  });
  const reason = detail.events[0]?.reason ?? '';
  const report = caseReport({ ...detail, reason, history: detail.history ?? [], files: media });
  return [
    text('report.html', 'report for people', report),
    text(
      'case.json',
      'the case with its history, fences and decision trace',
      canonicalJson(detail),
    ),
  ];
}

/** The rows of the log that speak of the case, each with its way to the signed checkpoint. */
async function logOf(parts: ApiParts, caseId: string): Promise<BundleFile[]> {
  const { custodyFiles, custodyWriter, store } = parts;
  await custodyWriter.flush();
  const head = await custodyFiles.checkpoint();
  if (head === null)
    throw new ProblemError(503, 'custody-log-away', 'the log has no checkpoint yet');
  const reader = custodyFiles.reader(head.size);
  const rows = (await store.custody.ofCase(caseId)).filter(({ position }) => position < head.size);
  const proofs = [];
  for (const { position, entry } of rows)
    proofs.push({ position, entry, path: (await inclusionPath(reader, position)).map(hexOf) });
  const file = (path: string, about: string, content: string): BundleFile => ({
    ...{ path, about, bytes: () => Promise.resolve(utf8(content)) },
  });
  return [
    file(bundleNames.checkpoint, 'signed head of the custody log', head.note),
    file(bundleNames.proofs, 'entries of the log about the case', canonicalJson(proofs)),
  ];
}
