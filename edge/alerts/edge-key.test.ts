// The key of an edge: created with its first invitation, replaced with the next; a faulty key never stops the edge.
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Alert, Enrolment } from '../../contracts/index.ts';
import { alertDigest, alertSealText, enrolmentText } from '../../evidence/alert-seal.ts';
import { bytesOfBase64, bytesOfHex, utf8 } from '../../evidence/bytes.ts';
import { nodeCrypto } from '../../host/seal/node-crypto.ts';
import { createFakeClock } from '../../host/testing/fake-clock.ts';
import { createMemoryLog } from '../testing/memory-log.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openKeyOrNone } from './ask-enrolment.ts';
import { openEdgeKey } from './edge-key.ts';

const { sha256, verify } = nodeCrypto;
// These tests do not depend on the content of an alert.
const alert = { alertId: 'thing-1', raisedAt: 5 } as Alert;
const never = new AbortController().signal;

let folder: string;
let clock: ReturnType<typeof createFakeClock>;
beforeEach(async () => {
  folder = join(await temporaryFolder(), 'seal');
  clock = createFakeClock();
});

const open = (invitation: string | null, edgeId = 'edge-1') =>
  openEdgeKey({ folder, edgeId, invitation, clock, log: createMemoryLog().log });

/** A dispatch that accepts every enrolment. */
function yes() {
  const asked: Enrolment[] = [];
  const ask = (enrolment: Enrolment) => {
    asked.push(enrolment);
    return Promise.resolve({ state: 'enrolled', key: enrolment.key });
  };
  return { ask, asked };
}

function isRightlySealed({ seal, ...rest }: Alert): boolean {
  const key = bytesOfHex(seal?.key ?? '');
  const signature = bytesOfBase64(seal?.signature ?? '');
  const text = utf8(alertSealText(alertDigest(sha256, rest)));
  return key !== null && signature !== null && verify(key, text, signature);
}

describe('the key of an edge', () => {
  it('is not created without an invitation; alerts are sent unsigned', async () => {
    const key = await open(null);
    expect(key.seal(alert)).toBe(alert);
    expect(await key.enrol(yes().ask, never)).toBeNull();
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it('signs from the first alert on, also before dispatch has accepted it', async () => {
    const key = await open('fwe_1');
    const sealed = key.seal(alert);
    expect(isRightlySealed(sealed)).toBe(true);
    expect(isRightlySealed({ ...sealed, raisedAt: 6 })).toBe(false);
  });

  it('is enrolled with a proof that the edge has it', async () => {
    const dispatch = yes();
    await (await open('fwe_1')).enrol(dispatch.ask, never);
    const { key, invitation, proof } = dispatch.asked[0]!;
    const text = utf8(enrolmentText(sha256, { edgeId: 'edge-1', key, invitation }));
    expect(verify(bytesOfHex(key)!, text, bytesOfBase64(proof)!)).toBe(true);
  });

  it('survives a restart, and the same invitation is not used again', async () => {
    await (await open('fwe_1')).enrol(yes().ask, never);
    const same = await open('fwe_1');
    const none = await open(null);
    const dispatch = yes();
    await same.enrol(dispatch.ask, never);
    expect(dispatch.asked).toEqual([]);
    expect(none.seal(alert)).toEqual(same.seal(alert));
    expect(await readFile(join(folder, 'enrolled.json'), 'utf8')).not.toContain('fwe_1');
  });

  it('is enrolled again unchanged when the worker died before the answer', async () => {
    const first = yes();
    const second = yes();
    const dying = new AbortController();
    const lost = (enrolment: Enrolment) => {
      dying.abort();
      return first.ask(enrolment).then(() => null);
    };
    await (await open('fwe_1')).enrol(lost, dying.signal);
    await (await open('fwe_1')).enrol(second.ask, never);
    expect(second.asked[0]?.key).toBe(first.asked[0]?.key);
  });

  it('is replaced with the next invitation, once dispatch has accepted', async () => {
    const first = yes();
    await (await open('fwe_1')).enrol(first.ask, never);
    const key = await open('fwe_2');
    expect(key.seal(alert).seal?.key).toBe(first.asked[0]?.key);
    const second = yes();
    await key.enrol(second.ask, never);
    expect(second.asked[0]?.key).not.toBe(first.asked[0]?.key);
    expect(key.seal(alert).seal?.key).toBe(second.asked[0]?.key);
    expect((await open('fwe_2')).seal(alert).seal?.key).toBe(second.asked[0]?.key);
    expect((await readdir(folder)).sort()).toEqual(['edge-key.pem', 'enrolled.json']);
  });

  it('is not replaced when dispatch refuses', async () => {
    const first = yes();
    await (await open('fwe_1')).enrol(first.ask, never);
    const key = await open('fwe_2');
    const no = { state: 'refused', reason: 'invitation-used' };
    expect(await key.enrol(() => Promise.resolve(no), never)).toEqual(no);
    expect(key.seal(alert).seal?.key).toBe(first.asked[0]?.key);
  });

  it('is offered again until dispatch itself answers', async () => {
    const answers: unknown[] = [null, '<html>', { state: 'perhaps' }, undefined];
    let asked = 0;
    const ask = ({ key }: Enrolment) => {
      asked += 1;
      return Promise.resolve(answers.length > 0 ? answers.shift() : { state: 'enrolled', key });
    };
    const done = (await open('fwe_1')).enrol(ask, never);
    for (let turn = 0; turn < 20; turn += 1) await clock.advance(10_000);
    expect(await done).toMatchObject({ state: 'enrolled' });
    expect(asked).toBe(5);
    expect(clock.waits).toEqual([1000, 2000, 4000, 8000]);
  });

  it('is enrolled again when the edge gets another id', async () => {
    await (await open('fwe_1')).enrol(yes().ask, never);
    const dispatch = yes();
    await (await open('fwe_1', 'edge-2')).enrol(dispatch.ask, never);
    expect(dispatch.asked).toHaveLength(1);
  });
});

describe('a key file that cannot be used', () => {
  const openAny = (log = createMemoryLog()) => {
    const options = { folder, edgeId: 'edge-1', invitation: null, clock, log: log.log };
    return openKeyOrNone(options);
  };

  it.each([
    ['that others can read', 0o644, 'whatever'],
    ['that is none', 0o600, 'nothing'],
    ['that is empty', 0o600, ''],
  ])('%s costs no alert: they go unsigned, and the log says so', async (_what, mode, content) => {
    await mkdir(folder);
    await writeFile(join(folder, 'edge-key.pem'), content);
    await chmod(join(folder, 'edge-key.pem'), mode);
    const log = createMemoryLog();
    expect((await openAny(log)).seal(alert)).toBe(alert);
    expect(log.text()).toContain('alerts are not signed');
  });

  it('is not reported when the edge never had a key', async () => {
    const log = createMemoryLog();
    await openAny(log);
    expect(log.lines).toEqual([]);
  });
});
