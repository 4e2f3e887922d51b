// A converted copy exists, is being made, or is refused with a reason.
import { describe, expect, test } from 'vitest';
import { askForCopy } from './use-converted.ts';

const signal = new AbortController().signal;
const answer = (status: number, body: string) => () =>
  Promise.resolve(new Response(body, { status }));
const refused = (error: string) => JSON.stringify({ error, message: 'as dispatch says it' });

describe('a converted copy', () => {
  test.each([
    ['is there', answer(206, 'x'), { status: 'ready', address: '/clip.mp4?as=h264' }],
    ['is being made', answer(503, refused('busy')), { status: 'converting' }],
    [
      'cannot be made without ffmpeg',
      answer(501, refused('no-converter')),
      { status: 'failed', code: 'no-converter' },
    ],
    ['is answered by a proxy', answer(502, '<html>'), { status: 'failed', code: null }],
    [
      'cannot be asked for',
      () => Promise.reject(new Error('no network')),
      { status: 'failed', code: null },
    ],
  ])('%s', async (_, fetch, expected) => {
    expect(await askForCopy('/clip.mp4', signal, fetch)).toEqual(expected);
  });
});
