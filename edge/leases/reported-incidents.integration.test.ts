// Reported incidents in a real Redis: the last event of each, in the order of leases, even when a former holder is late.
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Alert } from '../../contracts/index.ts';
import { alert } from '../../contracts/testing/messages.ts';
import { startRedis } from '../../e2e/servers/redis.ts';
import { incidentEvent } from '../testing/incidents.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { leaseKeys } from './lease-scripts.ts';
import { createIncidentNotes, createReportedIncidents } from './reported-incidents.ts';

async function redis() {
  const server = await startRedis();
  const client = new Redis(server.url);
  onTestFinished(async () => {
    client.disconnect();
    await server.stop();
  });
  const memory = createMemoryLog();
  const write = createIncidentNotes(memory.log);
  const note = (one: Alert) => write(client, one);
  const reported = createReportedIncidents(client, memory.log);
  return { client, server, memory, note, reported };
}

function said(lease: number, sequence: number, parts: Parameters<typeof incidentEvent>[0] = {}) {
  const incident = incidentEvent({ cameraId: 'gate 北门', incidentId: 'heap', sequence, ...parts });
  return { ...alert, lease, incident } satisfies Alert;
}
const cleared = { event: 'cleared' } as const;

describe('reported incidents', () => {
  it.each<[string, Alert[], number[]]>([
    ['none, before anything is said', [], []],
    ['the last event of an open one', [said(10, 1), said(10, 2)], [2]],
    ['none that was cleared', [said(10, 1), said(10, 2, cleared)], []],
    ['one that came back', [said(10, 1), said(10, 2, cleared), said(10, 3)], [3]],
    ['the same after a repeat', [said(10, 1), said(10, 1)], [1]],
    ['the later one when an earlier one is repeated', [said(10, 2), said(10, 1)], [2]],
    ['none when a former holder is late', [said(20, 2, cleared), said(10, 5)], []],
    ['what the next holder says, also with a smaller number', [said(10, 5), said(20, 2)], [2]],
    ['one more for another id', [said(10, 1), said(10, 1, { incidentId: 'cart' })], [1, 1]],
  ])('are %s', async (_, alerts, sequences) => {
    const { reported, memory, note } = await redis();
    for (const one of alerts) await note(one);
    const open = await reported.open('gate 北门');
    expect(open.map(({ sequence }) => sequence)).toEqual(sequences);
    expect(await reported.open('gate')).toEqual([]);
    expect(memory.text()).toBe('');
  });

  it('are read back unchanged, and can be removed', async () => {
    const { reported, note } = await redis();
    const first = said(10, 1, { reason: 'a|b "c" 北门' });
    await note(first);
    expect(await reported.open('gate 北门')).toEqual([first.incident]);
    await reported.forget('gate 北门', ['heap', 'none']);
    await reported.forget('gate 北门', []);
    expect(await reported.open('gate 北门')).toEqual([]);
  });

  it('are not stored when edges do not share cameras', async () => {
    const { client, note } = await redis();
    const { lease: _, ...alone } = said(10, 1);
    await note(alone);
    expect(await client.keys('*')).toEqual([]);
  });

  it('that are invalid are left out and logged', async () => {
    const { reported, client, memory, note } = await redis();
    await note(said(10, 1));
    await client.hset(leaseKeys.reported('gate 北门'), { odd: '1|1|1|{"event":"opened"}', no: '' });
    expect(await reported.open('gate 北门')).toHaveLength(1);
    expect(memory.text()).toContain('a reported incident cannot be read');
    await note(said(10, 2));
    expect(await reported.open('gate 北门')).toMatchObject([{ sequence: 2 }]);
  });

  it('are removed an hour after clearing, and all after a week without events', async () => {
    const { client, note } = await redis();
    const key = leaseKeys.reported('gate 北门');
    await note(said(10, 2, cleared));
    await note(said(10, 1, { incidentId: 'cart' }));
    expect(await client.hlen(key)).toBe(2);
    await client.hset(key, 'heap', `10|2|${Date.now() - 3_700_000}|`);
    await note(said(10, 2, { incidentId: 'cart' }));
    expect(await client.hkeys(key)).toEqual(['cart']);
    expect(await client.ttl(key)).toBeGreaterThan(6 * 24 * 3600);
  });

  it('make the alert wait while Redis does not answer', async () => {
    const { reported, client, server, note } = await redis();
    client.options.maxRetriesPerRequest = 0;
    await server.stop();
    await expect(note(said(10, 1))).rejects.toThrow();
    await expect(reported.open('gate')).rejects.toThrow();
  });

  it('do not make the alert wait when the edge may not write them, with a log line', async () => {
    const { client, server, memory } = await redis();
    await client.call('ACL', 'SETUSER', 'edge', 'on', '>pass', '+@all', '~bull:*');
    const edge = new Redis(server.url, { username: 'edge', password: 'pass' });
    onTestFinished(() => {
      edge.disconnect();
    });
    await createIncidentNotes(memory.log)(edge, said(10, 1));
    expect(memory.text()).toContain('an incident is not noted');
  });
});
