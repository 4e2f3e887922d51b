// Exports a case as one zip file: pictures, clips, the record, a report for people, and all that is needed to verify it without
// dispatch. The export and its reason are recorded in the custody log.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  caseIdSchema,
  exportReasonSchema,
  exportSchema,
  holdsCell,
  type CaseDetail,
} from '../../contracts/index.ts';
import { bundleParts, type BundleFile } from '../../evidence/bundle.ts';
import { utf8 } from '../../evidence/bytes.ts';
import type { Missing } from '../../evidence/case-record.ts';
import { canonicalJson } from '../../evidence/canonical-json.ts';
import { aboutReceived } from '../../evidence/received-files.ts';
import { writeZip } from '../../evidence/zip.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import type {
  ApiParts,
  App,
  BasicParts,
  CameraParts,
  CaseParts,
  EvidenceParts,
} from './api-parts.ts';
import { actorOf } from './case-action-routes.ts';
import { detailOf, findCase } from './case-detail.ts';
import {
  gatherRecord,
  recordFile,
  type GatheredRecord,
  type RecordSources,
} from './case-record.ts';
import type { Actor } from '../cases/act-on-case.ts';
import {
  credentialFiles,
  edgesOf,
  withoutCredentials,
  type MediaFile,
} from './export-credentials.ts';
import { logOf } from './export-log.ts';
import { withEndNoted } from './export-end.ts';
import { reportsOf } from './export-report.ts';
import { foreignCell } from './guard.ts';
import { notFound, ProblemError } from './problem.ts';

const params = z.strictObject({ caseId: caseIdSchema });
const body = z.strictObject({ reason: exportReasonSchema });

export function addExportRoute(app: App, parts: ApiParts): void {
  app.decorateRequest('exportId', null);
  app.post('/api/cases/:caseId/export', { schema: { params, body } }, async (request, reply) => {
    const { caseId } = request.params;
    request.exportId = randomUUID();
    return sendBundle(parts, { caseIds: [caseId], name: `case-${caseId}`, request, reply });
  });
  app.post('/api/exports', { schema: { body: exportSchema } }, async (request, reply) => {
    const caseIds = [...new Set(request.body.cases)];
    request.exportId = randomUUID();
    await keepToCells(parts, request, caseIds);
    const name = `cases-${caseIds[0] ?? ''}-and-${caseIds.length - 1}`;
    return sendBundle(parts, { caseIds, name, request, reply });
  });
}

/** One entry per case, in the log before anything is sent. */
async function keepToCells(
  { store, custody, clock }: BasicParts & EvidenceParts,
  request: FastifyRequest<{ Body: { cases: string[]; reason: string } }>,
  caseIds: readonly string[],
): Promise<void> {
  const user = request.session?.user;
  const person = { actor: user?.username ?? null, role: user?.role ?? null, address: request.ip };
  const why = { ...person, reason: request.body.reason };
  for (const id of caseIds) {
    const file = await store.cases.find(id);
    if (file === null) throw notFound(`such case: ${id}`);
    if (user?.cells && !holdsCell(user.cells, file.gridCell)) throw foreignCell();
  }
  for (const id of caseIds) {
    const note = { at: clock.now(), act: 'case-exported', subject: { case: id } } as const;
    await custody.note({
      ...note,
      details: { cases: caseIds.length, export: request.exportId },
      person: why,
    });
  }
}

interface Wanted {
  caseIds: readonly string[];
  name: string;
  request: FastifyRequest;
  reply: FastifyReply;
}

async function sendBundle(
  parts: ApiParts,
  { caseIds, name, request, reply }: Wanted,
): Promise<FastifyReply> {
  // Read the log first: what arrives while the files are selected is in neither.
  const rows = await logOf(parts, caseIds);
  const chosen: Chosen[] = [];
  for (const caseId of caseIds) chosen.push(await choose(parts, caseId, actorOf(request)));
  const edges = new Set(chosen.flatMap(({ record }) => edgesOf(record)));
  const last = [...(await credentialFiles(parts, edges)), ...rows];
  const cases: unknown[] = [];
  const files = filesOf(parts, { chosen, last }, cases);
  const about = { madeAt: parts.clock.now(), software: parts.software, cases };
  const { custodySign: sign } = parts;
  const zip = writeZip(bundleParts({ sha256: nodeCrypto.sha256, about, files, sign }));
  return reply
    .type('application/zip')
    .header('content-disposition', `attachment; filename="${name}.zip"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(withEndNoted(parts, { caseIds, request, reply }, zip)));
}

interface Chosen extends GatheredRecord {
  detail: CaseDetail;
  media: MediaFile[];
}

/** All checks that can refuse the export run before its first byte is sent. */
async function choose(parts: ApiParts, caseId: string, actor: Actor): Promise<Chosen> {
  const detail = await detailOf(parts, await findCase(parts, caseId), actor);
  const gathered = await gatherRecord(sourcesOf(parts), detail);
  const { media, changed } = await mediaOf(parts, detail);
  gathered.record.missing.push(...changed);
  gathered.record.missing.push(...(await withoutCredentials(parts, gathered.record, media)));
  return { detail, media, ...gathered };
}

/**
 * Case by case, so that the client does not wait for the reports of fifty cases without receiving a byte. @param cases is filled on
 * the way
 */
async function* filesOf(
  parts: ApiParts,
  { chosen, last }: { chosen: readonly Chosen[]; last: readonly BundleFile[] },
  cases: unknown[],
): AsyncGenerator<BundleFile> {
  for (const { detail, record, media, files } of chosen) {
    const all = [...media, ...files];
    yield* all;
    const { reports, missing } = await reportsOf(parts, { detail, record, files: all });
    cases.push({ id: detail.id, missing });
    yield* [...reports, caseFile(detail), recordFile({ ...record, missing })];
  }
  yield* last;
}

function sourcesOf({
  store,
  past,
  site,
  software,
  reports,
}: BasicParts & CameraParts): RecordSources {
  const softwareOf = (edgeId: string) =>
    reports.all().find(({ health }) => health.edgeId === edgeId)?.health.software ?? null;
  return { store, past, site, software, softwareOf };
}

async function mediaOf(
  { evidence, store }: BasicParts & CaseParts,
  detail: CaseDetail,
): Promise<{ media: MediaFile[]; changed: Missing[] }> {
  const ids = (detail.incidents ?? []).map(({ incidentId }) => incidentId);
  const asked = (await store.clipRequests.ofCase(detail.id)).map(({ id }) => id);
  const media: MediaFile[] = [];
  const changed: Missing[] = [];
  for (const key of await store.media.of([...ids, ...asked])) {
    const { incidentId, opening, name } = key;
    const found = await evidence.find(key);
    const place = found === null ? null : join(found.folder, found.file);
    const state = await evidence.state(key);
    // Every file of the index must be in the bundle: otherwise an incomplete bundle would look complete.
    if (place === null || state === 'missing')
      throw new ProblemError(409, 'file-missing', `the ${name} is not on the disk`);
    if (state === 'changed')
      changed.push({ what: name, about: incidentId, why: changedText(opening) });
    const stem = asked.includes(incidentId)
      ? `asked-clip-${asked.indexOf(incidentId) + 1}`
      : `camera-${ids.indexOf(incidentId) + 1}-opening-${opening}-${name}`;
    const path = `${detail.id}/${stem}${extname(place)}`;
    const about = aboutReceived({ file: name, opening: String(opening), incident: incidentId });
    media.push({ path, about, place, bytes: () => readFile(place) });
  }
  return { media, changed };
}

/** It is included so that it can be examined; the verification of the bundle reports it too. */
function changedText(opening: number): string {
  return `that of opening ${opening} is not the file that came: it was changed or replaced on the disk`;
}

function caseFile(detail: CaseDetail): BundleFile {
  const text = utf8(canonicalJson(detail));
  const about = 'the case with its history, fences and decision trace';
  return { path: `${detail.id}/case.json`, about, bytes: () => Promise.resolve(text) };
}
