// A small fleet on two real dispatches: everybody is notified, and every report is accepted.
import { expect, it } from 'vitest';
import { startPostgres } from '../../e2e/servers/postgres.ts';
import { runFleet } from './run-fleet.ts';

const nodeArguments = [
  '--import',
  new URL('../../scripts/run-typescript.mjs', import.meta.url).href,
];
const probe = await startPostgres();
await probe?.stop();

it.skipIf(probe === null)(
  'two dispatches tell of every incident of a small fleet',
  async () => {
    const size = { cameras: 20, incidentsPerDay: 4000, lookEveryMs: 2000, watched: 2 };
    const options = { ...size, dispatches: 2, seconds: 3, burst: 3, nodeArguments };
    const { phases, defects } = await runFleet(options);
    expect(phases.map(({ name }) => name)).toEqual([
      'alerts alone',
      'all cameras reported often',
      'everything',
      'everything, alerts × 3',
    ]);
    expect(phases.map(({ untold }) => untold)).toEqual([0, 0, 0, 0]);
    expect(phases.every(({ delaysMs }) => delaysMs.length > 0)).toBe(true);
    const [, whole, watched] = phases;
    const pictures = [whole, watched].map((phase) => phase?.reports['picture']?.wanted ?? 0);
    expect(pictures[1]).toBeLessThan((pictures[0] ?? 0) / 2);
    // Pictures and observations may stand back where the machine has no time.
    for (const kind of ['status', 'block'])
      expect(whole?.reports[kind]).toMatchObject({ failed: 0 });
    expect(whole?.use.bytes.dispatch).toBeGreaterThan(1e7);
    expect(defects).toBe(0);
  },
  300_000,
);
