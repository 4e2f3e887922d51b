import { describe, expect, it } from 'vitest';
import { createMailbox } from './mailbox.ts';

async function readAll<T>(items: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const item of items) read.push(item);
  return read;
}

describe('a mailbox', () => {
  it('gives nothing when closed empty', async () => {
    const mailbox = createMailbox<number>();
    mailbox.close();
    expect(await readAll(mailbox)).toEqual([]);
  });

  it('gives items that came before and after the reader', async () => {
    const mailbox = createMailbox<number>();
    mailbox.push(1);
    const reading = readAll(mailbox);
    await Promise.resolve();
    mailbox.push(2);
    mailbox.close();
    expect(await reading).toEqual([1, 2]);
  });

  it('drops the oldest item when it is full, and counts it', async () => {
    const mailbox = createMailbox<number>(2);
    for (const n of [1, 2, 3, 4]) mailbox.push(n);
    mailbox.close();
    expect(await readAll(mailbox)).toEqual([3, 4]);
    expect(mailbox.dropped).toBe(2);
  });

  it('gives the waiting items before the error', async () => {
    const mailbox = createMailbox<number>();
    mailbox.push(1);
    mailbox.close(new Error('broken'));
    const read: number[] = [];
    const reading = async () => {
      for await (const n of mailbox) read.push(n);
    };
    await expect(reading()).rejects.toThrow('broken');
    expect(read).toEqual([1]);
  });

  it('takes nothing after its end', async () => {
    const mailbox = createMailbox<number>();
    mailbox.close();
    mailbox.push(1);
    mailbox.close(new Error('late'));
    expect(await readAll(mailbox)).toEqual([]);
  });
});
