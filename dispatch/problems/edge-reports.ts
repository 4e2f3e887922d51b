// The last health report of each edge, and which edges have fallen silent. Takes reports as they arrive, and those that an
// earlier process stored; returns the reported problems, in dispatch's time.
import type { EdgeHealth, HealthProblem } from '../../contracts/index.ts';
import { silentAfterMs } from '../cameras/camera-view.ts';
import type { Clock } from '../../host/clock.ts';
import { isStarting } from './is-starting.ts';
import type { Finding } from './problem-registry.ts';

/** The last health report of an edge, and when it arrived by dispatch's clock. */
export interface HeardHealth {
  health: EdgeHealth;
  heardAt: number;
}

export type HealthRefusal = 'too-many-edges';

export interface EdgeReports {
  /** Null when the report is accepted, else the reason. */
  hear(health: EdgeHealth): HealthRefusal | null;
  /** Adds stored reports where no newer one has arrived. */
  recall(kept: readonly HeardHealth[]): void;
  /** The reports of edges that are not forgotten. */
  all(): HeardHealth[];
  findings(): Finding[];
}

/** The owner of the edge token could invent edge names without end. */
export const maxEdges = 1000;
/** An edge that has been silent this long was removed, and is no problem any more. */
export const forgottenAfterMs = 7 * 24 * 3600 * 1000;

export function createEdgeReports(clock: Clock): EdgeReports {
  const heard = new Map<string, HeardHealth>();
  const startedAt = clock.now();
  const forgetOld = () => {
    for (const [edgeId, { heardAt }] of heard)
      if (clock.now() - heardAt > forgottenAfterMs) heard.delete(edgeId);
  };
  return {
    hear: (health) => {
      forgetOld();
      if (heard.size >= maxEdges && !heard.has(health.edgeId)) return 'too-many-edges';
      heard.set(health.edgeId, { health, heardAt: clock.now() });
      return null;
    },
    recall: (kept) => {
      for (const one of kept)
        if (!heard.has(one.health.edgeId)) heard.set(one.health.edgeId, { ...one });
      forgetOld();
    },
    all: () => {
      forgetOld();
      return [...heard.values()];
    },
    findings: () => {
      forgetOld();
      const now = clock.now();
      // The clock was set back; nothing has arrived since.
      for (const one of heard.values()) one.heardAt = Math.min(one.heardAt, now);
      return [...heard.values()].flatMap((one) =>
        findingsOf(one, isStarting(startedAt, now) ? null : now),
      );
    },
  };
}

/** @param now null while edges have not had time to report yet */
function findingsOf({ health, heardAt }: HeardHealth, now: number | null): Finding[] {
  const { edgeId, problems } = health;
  const isSilent = now !== null && now - heardAt > silentAfterMs;
  const said = problems.map((problem): Finding => ({
    problem: { ...problem, since: onOurClock(problem, health, heardAt) },
    edgeId,
    lastHeardAt: isSilent ? heardAt : null,
  }));
  return isSilent ? [silence(edgeId, heardAt), ...said] : said;
}

/** An edge's clock may be hours off, but its durations are right. */
function onOurClock({ since }: HealthProblem, { sentAt }: EdgeHealth, heardAt: number): number {
  return Math.max(0, heardAt - Math.max(0, sentAt - since));
}

function silence(edgeId: string, heardAt: number): Finding {
  const problem: HealthProblem = {
    code: 'edge-silent',
    subject: edgeId,
    since: heardAt,
    values: {},
  };
  return { problem, edgeId: null, lastHeardAt: null };
}
