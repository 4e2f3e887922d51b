// The export on the page of a case: it is offered as in the access table of dispatch, and returns the bytes or the reason for a
// refusal.
import { describe, expect, it } from 'vitest';
import { userRoles } from '../../contracts/index.ts';
import { accessTable } from '../../dispatch/api/access.ts';
import { createClient } from '../api/client.ts';
import { mayExport } from './export-card.tsx';

describe('who is offered the export', () => {
  it.each(userRoles)('is decided for %s as in the access table', (role) => {
    const { who } = accessTable['POST /api/cases/:caseId/export']!;
    expect(mayExport(role)).toBe(who.includes(role));
  });

  it('nobody without a role', () => {
    expect(mayExport(undefined)).toBe(false);
  });
});

describe('exportCase', () => {
  const asked: [string, RequestInit | undefined][] = [];
  let ended = 0;
  const clientOf = (answer: () => Response) =>
    createClient({
      fetch: (url, init) => {
        asked.push([url instanceof Request ? url.url : url.toString(), init]);
        return Promise.resolve(answer());
      },
      onSessionEnd: () => {
        ended += 1;
      },
    });

  it('sends the reason and returns the bytes', async () => {
    const bytes = Uint8Array.of(0x50, 0x4b, 0, 0xff);
    const answer = await clientOf(() => new Response(bytes)).exportCase('2026/1', '法院要求');
    expect(answer).toEqual({ status: 'ok', value: bytes });
    const [url, init] = asked.at(-1)!;
    expect(url).toContain('/api/cases/2026%2F1/export');
    expect([init?.method, init?.body]).toEqual(['POST', '{"reason":"法院要求"}']);
  });

  it.each([
    [409, 'a file is missing on the disk'],
    [403, 'your role may not do this'],
    [503, 'what is shown must be logged'],
  ])('gives no file for %i, but what dispatch says', async (status, message) => {
    const refusal = () => Response.json({ error: 'file-missing', message }, { status });
    const answer = await clientOf(refusal).exportCase('1', 'x');
    expect(answer).toMatchObject({ status: 'error', message });
  });

  it('ends the session when dispatch has none', async () => {
    const refusal = () => Response.json({ error: 'log-in-needed', message: 'x' }, { status: 401 });
    await clientOf(refusal).exportCase('1', 'x');
    expect(ended).toBe(1);
  });
});
