// The labelled set: verdicts of people on alerts, each with its subject and the addresses of picture and observations.
import { z } from 'zod';
import {
  labelListSchema,
  labelQuerySchema,
  type Label,
  type LabelVerdict,
} from '../../contracts/index.ts';
import type { CaseFile } from '../cases/case-summary.ts';
import { labelOf, type SaidOfCase } from '../cases/label-of.ts';
import type { App, BasicParts } from './api-parts.ts';
import { readCursor, writeCursor } from './page.ts';
import { problemResponses } from './problem-responses.ts';

const dayMs = 86_400_000;
/** Observations from this long before the alert, which the rule has judged. */
const beforeMs = 120_000;
const afterMs = 10_000;

export function addLabelRoutes(app: App, { store }: BasicParts): void {
  app.get(
    '/api/labels',
    {
      schema: {
        querystring: labelQuerySchema,
        response: { 200: labelListSchema, ...problemResponses },
      },
    },
    async ({ query: { from, to, limit, cursor }, session }) => {
      const after = cursor === undefined ? null : readCursor(cursor, z.tuple([z.string()]))[0];
      const until = new Date(Date.parse(to) + dayMs).toISOString().slice(0, 10);
      const days = { from: plain(from), until: plain(until), cells: session?.user.cells };
      const page = await store.cases.pageOfDays({ ...days, after, limit });
      const labels: Label[] = [];
      for (const { id, log } of page) {
        const said = labelOf(log);
        const file = said === null ? null : await store.cases.find(id);
        // Reports by people say nothing about a fence.
        if (said !== null && file !== null && !file.report) labels.push(toLabel(file, said));
      }
      const last = page.length < limit ? undefined : page.at(-1);
      return { labels, nextCursor: last === undefined ? null : writeCursor([last.id]) };
    },
  );
}

function toLabel(file: CaseFile, said: SaidOfCase & { verdict: LabelVerdict }): Label {
  const { id: caseId, incidentId, kind, cameraId, fenceId, fenceVersion } = file;
  const { polygon, openedAt, region, confidence, trace, hasPicture } = file;
  const span = `from=${openedAt - beforeMs}&to=${openedAt + afterMs}`;
  return {
    caseId,
    incidentId,
    kind,
    cameraId,
    fenceId,
    fenceVersion,
    polygon,
    ...said,
    openedAt,
    region,
    confidence,
    trace,
    picture: hasPicture ? `/api/cases/${encodeURIComponent(caseId)}/picture.jpg` : null,
    observations: `/api/cameras/${encodeURIComponent(cameraId)}/observations?${span}`,
  };
}

/** The prefix of case ids: `20261101`. */
function plain(day: string): string {
  return day.replaceAll('-', '');
}
