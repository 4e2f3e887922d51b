// Lists all cases of a dispatch over its HTTP interface. Takes its address and the administrator's password.
import { z } from 'zod';
import type { ListedCase } from './judge-cases.ts';

const pageSchema = z.object({
  cases: z.array(
    z.object({ id: z.string(), cameraId: z.string(), present: z.boolean(), openedAt: z.number() }),
  ),
  nextCursor: z.string().nullable(),
});

export async function listCases(base: string, password: string): Promise<ListedCase[]> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const found: ListedCase[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const given = await fetch(`${base}/api/cases?limit=200${next}`, { headers: { cookie } });
    if (given.status !== 200) throw new Error(`cases: ${given.status} ${await given.text()}`);
    const page = pageSchema.parse(await given.json());
    found.push(...page.cases);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
