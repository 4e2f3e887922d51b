// Loads people's verdicts on the alerts of one fence from its cases. Takes the client and the time span; returns the verdicts,
// each with its case, or the failure.
import type { CaseDetail, CaseSummary } from '../../../contracts/index.ts';
import { verdictsOfCases, type Verdict } from '../../../geofences/index.ts';
import type { Answer } from '../../api/answer.ts';
import type { Client } from '../../api/client.ts';
import type { TimeSpan } from '../../api/camera-calls.ts';

export interface VerdictWish {
  readonly cameraId: string;
  readonly fenceId: string;
  readonly span: TimeSpan;
  /** With fewer void cases none is loaded in full, and there are no verdicts. */
  readonly leastVoid?: number;
}

/** Cases per page, and the most that are loaded: the newest ones. */
const pageSize = 200;
const mostCases = 300;
const decided: ReadonlySet<CaseSummary['state']> = new Set([
  ...(['void', 'handled', 'verified', 'closed'] as const),
]);

type Asked = Pick<Client, 'listCases' | 'getCase'>;

export async function loadVerdicts(client: Asked, wish: VerdictWish): Promise<Answer<Verdict[]>> {
  const cases: CaseSummary[] = [];
  let before = wish.span.to;
  while (cases.length < mostCases) {
    const page = await client.listCases({ cameraId: wish.cameraId, limit: pageSize, before });
    if (page.status !== 'ok') return page;
    const { cases: found } = page.value;
    cases.push(...found.filter((one) => isMeant(one, wish)));
    const last = found.at(-1);
    const next = last ? (last.lastOpenedAt ?? last.openedAt) : 0;
    if (found.length < pageSize || next < wish.span.from || next >= before) break;
    before = next;
  }
  const voids = cases.filter(({ state }) => state === 'void').length;
  if (voids < (wish.leastVoid ?? 0)) return { status: 'ok', value: [] };
  const details: CaseDetail[] = [];
  for (const { id } of cases.slice(0, mostCases)) {
    const detail = await client.getCase(id);
    if (detail.status !== 'ok') return detail;
    details.push(detail.value);
  }
  return { status: 'ok', value: verdictsOfCases(details) };
}

function isMeant({ fenceId, openedAt, state }: CaseSummary, wish: VerdictWish): boolean {
  return fenceId === wish.fenceId && openedAt >= wish.span.from && decided.has(state);
}
