// Tracks the problems between the edge and dispatch for the health report. Takes each answer; returns the current problem, and
// the number of files that dispatch has refused for good.
import type { HealthProblem } from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { DispatchAnswer } from './dispatch-answer.ts';
import type { Lane } from './upload-line.ts';

export interface DispatchWatch {
  /** The last answer of each lane counts, so that a delivered status does not hide a problem of clips. */
  heard(lane: Lane, answer: DispatchAnswer): void;
  /** A file was refused for good and moved aside. */
  refused(reason: string, count?: number): void;
  problems(): HealthProblem[];
}

/** @param url of dispatch; a log-in in it is not repeated */
export function createDispatchWatch(url: string, clock: Clock): DispatchWatch {
  const subject = subjectOf(url);
  const current = new Map<Lane, HealthProblem>();
  let aside: { since: number; count: number; reason: string } | null = null;
  return {
    heard(lane, answer) {
      const found = problemOf(answer);
      const before = current.get(lane);
      current.delete(lane);
      if (found === null) return;
      const since = before?.code === found.code ? before.since : clock.now();
      current.set(lane, { ...found, subject, since });
    },
    refused(reason, count = 1) {
      aside = { since: aside?.since ?? clock.now(), count: (aside?.count ?? 0) + count, reason };
    },
    problems() {
      const held = oneOfEach([...current.values()].sort((a, b) => a.since - b.since));
      if (aside === null) return held;
      const { since, count, reason } = aside;
      return [...held, { code: 'dispatch-refuses', subject, since, values: { count, reason } }];
    },
  };
}

function oneOfEach(problems: readonly HealthProblem[]): HealthProblem[] {
  return problems.filter(
    ({ code }, index) => problems.findIndex((one) => one.code === code) === index,
  );
}

function problemOf(answer: DispatchAnswer): Pick<HealthProblem, 'code' | 'values'> | null {
  switch (answer.kind) {
    case 'sealed':
      // A refusal of one file is reported by its sender; here it shows that dispatch answers.
      return answer.status < 500
        ? null
        : { code: 'dispatch-refuses', values: { status: answer.status } };
    case 'login-refused':
      return { code: 'dispatch-login-refused', values: { status: answer.status } };
    case 'foreign':
      return {
        code: 'answer-not-from-dispatch',
        values: { status: answer.status, title: answer.title },
      };
    case 'lost':
      return { code: 'dispatch-unreachable', values: { reason: answer.reason.slice(0, 500) } };
  }
}

function subjectOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname === '/' ? '' : pathname}`.slice(0, 500);
}
