// Reports by people: each becomes a case, and its author can see the outcome.
import {
  findKind,
  holdsCell,
  kindFileSchema,
  newReportSchema,
  ownReportListSchema,
  ownReportSchema,
  unknownKind,
  usualMatterCode,
  type CaseStep,
  type NewReport,
  type OwnReport,
  type ReportPlace,
  type User,
} from '../../contracts/index.ts';
import { caseDay } from '../cases/case-record.ts';
import { toSummary, type CaseFile } from '../cases/case-summary.ts';
import { answerOf } from '../cases/report-outcome.ts';
import type { App, BasicParts, CameraParts, CaseParts } from './api-parts.ts';
import { findCase } from './case-detail.ts';
import { foreignCell } from './guard.ts';
import { problemResponses } from './problem-responses.ts';
import { invalidInput, ProblemError } from './problem.ts';

const mostShown = 100;

export function addReportRoutes(app: App, parts: BasicParts & CaseParts & CameraParts): void {
  const { store } = parts;
  app.get(
    '/api/reports',
    { schema: { response: { 200: ownReportListSchema, ...problemResponses } } },
    async ({ session }) => {
      const files = await store.reports.by(session?.user.username ?? '', mostShown);
      return { reports: files.flatMap((file) => ownReport(file, file.log)) };
    },
  );
  app.post(
    '/api/reports',
    {
      schema: {
        body: newReportSchema,
        response: { 200: ownReportSchema, 201: ownReportSchema, ...problemResponses },
      },
    },
    async ({ body, session }, reply) => {
      const added = await add(parts, body, session?.user ?? null);
      const file = await findCase(parts, added.caseId);
      const [own] = ownReport(file, await store.cases.stepsOf(file.id));
      if (own === undefined) throw photoRefusals['photo-used-before'];
      if (added.outcome === 'new') {
        parts.hub.publish({ type: 'case', case: toSummary(file) });
        parts.wantLook(file.id);
      }
      return reply.code(added.outcome === 'new' ? 201 : 200).send(own);
    },
  );
}

async function add(
  parts: BasicParts & CaseParts & CameraParts,
  body: NewReport,
  user: User | null,
) {
  const { store, site, clock } = parts;
  const spec = findKind(
    body.kind,
    site.writtenKinds.map((kind) => kindFileSchema.parse(kind)),
  );
  if (spec === undefined)
    throw invalidInput([{ path: 'kind', message: unknownKind(body.kind, site.writtenKinds) }]);
  const where = withCell(parts, body.where);
  // Users who are limited to cells can report only within them.
  if (!holdsCell(user?.cells, where.gridCell ?? null)) throw foreignCell();
  const at = clock.now();
  const photos = [...new Set(body.photos)];
  const report = { by: user?.username ?? '', at, where, note: body.note ?? null, photos };
  const input = { report, kind: body.kind, matterCode: usualMatterCode(spec) };
  const added = await store.reports.add(input, caseDay(at, site.timezone));
  if (added.outcome === 'refused') throw photoRefusals[added.reason];
  return added;
}

const photoRefusals = {
  'photo-unknown': new ProblemError(
    400,
    'photo-unknown',
    'send the photos first: POST /api/photos',
  ),
  'photo-used-before': new ProblemError(
    409,
    'photo-used-before',
    'one of these photos belongs to another report or step',
  ),
};

/** A place that fences name lies in the cell of their camera. */
function withCell({ fences, wall }: CameraParts, where: ReportPlace): ReportPlace {
  if (where.gridCell !== undefined || where.place === undefined) return where;
  const of = fences.registry.versions().find(({ fence }) => fence?.place === where.place);
  const cell = of?.fence ? wall.cellOf(of.fence.camera) : null;
  return cell ? { ...where, gridCell: cell } : where;
}

function ownReport(
  { id: caseId, kind, state, report }: Pick<CaseFile, 'id' | 'kind' | 'state' | 'report'>,
  log: readonly CaseStep[],
): OwnReport[] {
  return report ? [{ caseId, kind, state, report, ...answerOf(state, log) }] : [];
}
