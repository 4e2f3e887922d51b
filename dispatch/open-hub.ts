// The hub of live events: local with the embedded database, which one dispatch uses, and shared between several dispatches on a
// database server.
import { randomUUID } from 'node:crypto';
import type { Log } from './log.ts';
import { toSummary } from './cases/case-summary.ts';
import type { CaseStore } from './store/case-store.ts';
import { createLiveHub } from './live/live-hub.ts';
import { shareCases, type SharedHub } from './live/share-cases.ts';

export interface HubOptions {
  databaseUrl?: string | undefined;
  redisUrl: string;
  cases: Pick<CaseStore, 'find' | 'list'>;
  log: Log;
}

/** More cases than change while Redis restarts. */
const newestCases = 200;

export function openHub({ databaseUrl, redisUrl, cases, log }: HubOptions): SharedHub {
  const hub = createLiveHub();
  if (databaseUrl === undefined) return { ...hub, stop: () => Promise.resolve() };
  return shareCases({
    hub,
    redisUrl,
    origin: randomUUID(),
    find: async (caseId) => {
      const file = await cases.find(caseId);
      return file === null ? null : toSummary(file);
    },
    newest: () => cases.list({ limit: newestCases }),
    log,
  });
}
