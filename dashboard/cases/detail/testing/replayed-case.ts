/// <reference types="node" />
// Cases whose clips can be replayed, for the browser tests: one with what was seen before its alert, one of two cameras.
import type { CaseDetail, CaseOpening, ClipGap } from '../../../../contracts/index.ts';
import { createHistory } from '../../../testing/fixture-history.ts';
import { stage } from '../../../testing/page-stage.ts';
import { cameBack } from '../../../testing/sample-openings.ts';
import { byId } from '../../../testing/stage.ts';
import { periodMs, pictures } from './film-of-numbers.ts';
import { createKeptStay, type KeptStay } from './kept-stay.ts';

export const replayedId = '20261122-0004';
export const togetherId = '20261122-0003';
export const filmMs = pictures * periodMs;
/** The alert's moment in the clip. */
export const alertMs = 5000;
/** The second camera's film begins this much later: not a whole number of pictures. */
export const laterMs = 1990;

/** A case whose clip shows the last five seconds before its alert and three after. */
export async function prepareReplay(part: Partial<CaseDetail> = {}): Promise<KeptStay> {
  const detail = byId(stage.server.cases, replayedId);
  const stay = createKeptStay(Math.floor(detail.openedAt / 1000) * 1000 - 120_000);
  const { alertAt: openedAt, restedAt: presentSince, region } = stay;
  const startAt = openedAt - alertMs;
  const asked = { from: startAt, to: startAt + filmMs };
  const clip = { coverage: { startAt, asked, kept: [asked], missing: [] }, fault: null };
  const seen = { openedAt, lastEventAt: openedAt, region };
  const [opening] = cameBack({ ...detail, ...seen }, 0).openings ?? [];
  if (!opening) throw new Error('expected an opening');
  const { fenceVersion = 3 } = part;
  const version = stage.server.fences.find(
    (one) => one.fenceId === detail.fenceId && one.version === fenceVersion,
  );
  const polygon = version?.fence?.polygon ?? detail.polygon;
  Object.assign(detail, seen, { fenceVersion, polygon, ...part });
  detail.openings = [{ ...opening, presentSince, clip, fenceVersion: fenceVersion ?? 3 }];
  stage.server.histories.set(detail.cameraId, await createHistory(stay.observations));
  return stay;
}

/** Two cameras saw it; the second one's clip lacks something. */
export function prepareTogether(missing: ClipGap[] = []): number {
  const detail = byId(stage.server.cases, togetherId);
  const startAt = detail.openedAt - 3000;
  const [sample] = cameBack(detail, 0).openings ?? [];
  const openings = (detail.incidents ?? []).map((incident, index): CaseOpening => {
    if (!sample) throw new Error('expected an opening');
    const from = startAt + index * laterMs;
    const asked = { from, to: from + filmMs };
    const coverage = { startAt: from, asked, kept: [asked], missing: index === 1 ? missing : [] };
    const { incidentId, cameraId, cameraName, fenceId, fenceName, openedAt, region } = incident;
    const own = { incidentId, cameraId, cameraName, fenceId, fenceName, openedAt, region };
    return { ...sample, ...own, opening: 1, clip: { coverage, fault: null } };
  });
  Object.assign(detail, { openings });
  return startAt;
}
