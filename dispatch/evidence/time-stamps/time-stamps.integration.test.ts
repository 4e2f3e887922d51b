// Time stamps from a real authority, `openssl ts`: stamps that openssl verifies, a queue while the authority is down, and invalid
// answers.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCheckpoint, someEntries } from '../../../bench/tamper/samples/a-log.ts';
import { utf8 } from '../../../evidence/bytes.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { quietLog } from '../../testing/quiet-log.ts';
import {
  startAuthority,
  type Authority,
  type Misbehaviour,
} from '../../testing/time-stamp-authority.ts';
import { askAuthority } from './ask-authority.ts';
import { createTimeStamps } from './time-stamps.ts';

let places: string;
let authority: Authority;
beforeAll(async () => {
  places = await mkdtemp(join(tmpdir(), 'fencewatch-stamps-'));
  authority = await startAuthority(await mkdtemp(join(places, 'authority-')));
});
afterAll(async () => {
  await authority.close();
  await rm(places, { recursive: true, force: true });
});
beforeEach(() => {
  authority.behave(null);
  authority.asked.length = 0;
});

/** Like an auditor, with only openssl and the authority's certificate. */
function verifyByOpenssl(data: string, stamp: string, { rootFile }: Authority): string {
  const files = ['-data', data, '-in', stamp, '-CAfile', rootFile];
  const stdio: 'pipe'[] = ['pipe', 'pipe', 'pipe'];
  return execFileSync('openssl', ['ts', '-verify', ...files], { encoding: 'utf8', stdio });
}

async function openQueue(url = authority.url, kept?: string) {
  const folder = kept ?? (await mkdtemp(join(places, 'log-')));
  let note: string | null = null;
  const files = {
    checkpoint: () => Promise.resolve(note === null ? null : { ...headOf(note), note }),
  };
  const clock = fakeClock(5000);
  const settings = { url, every: 60_000 };
  const stamps = createTimeStamps({ settings, folder, files, clock, log: quietLog() });
  const grow = (size: number) => {
    note = aCheckpoint(someEntries(size));
  };
  return { folder, stamps, grow, clock };
}

function headOf(note: string) {
  return { origin: 'x', size: Number(note.split('\n')[1]), root: new Uint8Array(32) };
}

describe('a stamp', () => {
  it.each(['rsa:2048', 'ec'])(
    'of an authority with a key of %s is taken, by openssl too',
    async (type) => {
      const folder = await mkdtemp(join(places, 'one-'));
      const own = await startAuthority(folder, type);
      const content = utf8('a head of the log');
      const asked = await askAuthority(content, { url: own.url, withinMs: 5000 });
      await own.close();
      if (!asked.ok) throw new Error(`${asked.reason} ${asked.detail}`);
      expect(Math.abs(asked.at - Date.now())).toBeLessThan(60_000);
      await writeFile(join(folder, 'data'), content);
      await writeFile(join(folder, 'stamp.tsr'), asked.stamp);
      const said = () => verifyByOpenssl(join(folder, 'data'), join(folder, 'stamp.tsr'), own);
      expect(said()).toContain('Verification: OK');
      await writeFile(join(folder, 'data'), 'another head of the log');
      expect(said).toThrow();
    },
  );

  it('is requested with the log-in of the address, which logs do not show', async () => {
    const url = authority.url.replace('http://', 'http://district:p%40ss@');
    expect(await askAuthority(utf8('x'), { url, withinMs: 5000 })).toMatchObject({ ok: true });
    const [headers] = authority.asked;
    expect(headers?.authorization).toBe(`Basic ${Buffer.from('district:p@ss').toString('base64')}`);
  });
});

describe('an answer that is no stamp', () => {
  const old = async () => {
    let kept: Buffer = Buffer.alloc(0);
    authority.behave((stamp) => (kept = stamp));
    await askAuthority(utf8('the same'), { url: authority.url, withinMs: 5000 });
    return kept;
  };
  const flipped = (stamp: Buffer, at: number) => {
    const changed = Buffer.from(stamp);
    changed[at] = (changed[at] ?? 0) ^ 1;
    return changed;
  };

  it.each<[string, Misbehaviour, string]>([
    ['an error page', () => Buffer.from('<html>log in first</html>'), 'not-a-stamp'],
    ['nothing', () => Buffer.alloc(0), 'not-a-stamp'],
    ['half of a stamp', (stamp) => stamp.subarray(0, 200), 'not-a-stamp'],
    ['a refusal', () => Buffer.from('30053003020102', 'hex'), 'rejected'],
    [
      'a stamp with another signature',
      (stamp) => flipped(stamp, stamp.length - 3),
      'wrong-signature',
    ],
    ['a status of 503', () => 503, 'refused'],
    ['more than a stamp can be', () => Buffer.alloc(300_000), 'too-large'],
    ['silence', () => 'hangs', 'unreachable'],
  ])('such as %s is said to be so', async (_, how, reason) => {
    authority.behave(how);
    const asked = await askAuthority(utf8('x'), { url: authority.url, withinMs: 700 });
    expect(asked).toMatchObject({ ok: false, reason });
  });

  it.each([
    ['of the same content, from before', 'the same', 'other-nonce'],
    ['of another content', 'something else', 'other-digest'],
  ])('a stamp %s', async (_, content, reason) => {
    const kept = await old();
    authority.behave(() => kept);
    const asked = await askAuthority(utf8(content), { url: authority.url, withinMs: 5000 });
    expect(asked).toMatchObject({ ok: false, reason });
  });
});

describe('the queue', () => {
  it('stamps the newest head once, and the next one when the log has grown', async () => {
    const { stamps, grow, folder } = await openQueue();
    expect(await stamps.round()).toBe(0);
    expect([await stamps.stamped(), authority.asked.length]).toEqual([[], 0]);
    grow(3);
    for (const round of [1, 2]) expect([round, await stamps.round()]).toEqual([round, 0]);
    expect([await stamps.stamped(), authority.asked.length]).toEqual([[3], 1]);
    grow(12);
    await stamps.round();
    expect(await stamps.stamped()).toEqual([3, 12]);
    for (const size of [3, 12]) {
      const path = join(folder, 'stamps', `${size}`);
      expect(verifyByOpenssl(`${path}.note`, `${path}.tsr`, authority)).toContain('OK');
      expect(await readFile(`${path}.note`, 'utf8')).toBe(aCheckpoint(someEntries(size)));
    }
  });

  it('keeps heads while the authority is down, over a restart, and reports since when', async () => {
    const first = await openQueue('http://127.0.0.1:1/');
    first.grow(3);
    expect(await first.stamps.round()).toBe(1);
    first.clock.advance(1000);
    first.grow(4);
    expect(await first.stamps.round()).toBe(2);
    const [problem] = first.stamps.problems();
    expect(problem).toMatchObject({ code: 'time-stamps-wait', since: 5000 });
    expect(problem?.values['detail']).toContain('unreachable');
    const again = await openQueue(authority.url, first.folder);
    expect(await again.stamps.round()).toBe(0);
    expect([await again.stamps.stamped(), again.stamps.problems()]).toEqual([[3, 4], []]);
  });

  it('runs until it is stopped, and retries sooner while something waits', async () => {
    const { stamps, grow, clock } = await openQueue('http://127.0.0.1:1/');
    grow(2);
    const stopping = new AbortController();
    const wait = clock.wait.bind(clock);
    clock.wait = async (ms, signal) => {
      await wait(ms, signal);
      if (clock.slept.length > 2) stopping.abort();
    };
    await stamps.run(stopping.signal);
    expect(clock.slept).toEqual([60_000, 60_000, 60_000]);
  });
});
