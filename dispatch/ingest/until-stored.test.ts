// Writes to a store that answers and fails: the message is blamed only for what the message can cause.
import { describe, expect, it } from 'vitest';
import { fakeClock } from '../testing/fake-clock.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { untilStored } from './until-stored.ts';

const failed = (code?: string) =>
  new Error('Failed query', { cause: Object.assign(new Error('no'), code && { code }) });

/** The result, and how often was written, when so many tries fail. */
async function stored(failures: number, code?: string) {
  let tries = 0;
  const parts = {
    store: { ping: () => Promise.resolve() },
    ...{ clock: fakeClock(), log: quietLog() },
  };
  const write = () => {
    tries += 1;
    return tries <= failures ? Promise.reject(failed(code)) : Promise.resolve('stored');
  };
  const result = await untilStored(write, parts, new AbortController().signal);
  return { result, tries, log: parts.log };
}

describe('a write to a store that answers', () => {
  it.each([
    ['a full disk', '53100'],
    ['no memory', '53200'],
    ['too many connections', '53300'],
    ['a server that only reads', '25006'],
    ['a deadlock', '40P01'],
    ['a server that shuts down', '57P01'],
    ['a fault of the file system', '58030'],
    ['a lost connection', '08006'],
  ])('waits for as long as it takes with %s', async (_, code) => {
    const { result, tries, log } = await stored(200, code);
    expect([result, tries]).toEqual([{ ok: true, value: 'stored' }, 201]);
    expect(log.lines.map(({ message }) => message)).toEqual(['the store failed, trying again']);
  });

  it.each([
    ['a value out of range', '22003', 1],
    ['an unknown error', undefined, 5],
    ['an error of the statement', '42P01', 5],
  ])('blames the message after some tries with %s', async (_, code, tries) => {
    expect(await stored(200, code)).toMatchObject({
      ...{ result: { ok: false, reason: 'not-storable' }, tries },
    });
  });
});
