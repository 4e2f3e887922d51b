// `fencewatch channels`: lists and tests the channels of a site file; the exit code gives the result.
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  manners,
  startRudeServer,
  type RudeServer,
} from '../dispatch/channels/direct/testing/rude-server.ts';
import { aSite } from '../dispatch/testing/a-site.ts';
import { deskOf, testChannels } from './channels.ts';

let server: RudeServer;
beforeAll(async () => {
  server = await startRudeServer();
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

function service(ids = ['hook']) {
  const direct = ids.map((id) => ({
    type: 'webhook' as const,
    id,
    url: `${server.url}/${id}`,
    secret: '${S}',
  }));
  return deskOf(aSite({ channels: { direct } }, { S: 's3cret' }), 'http://fence.test/');
}

async function run(options: Parameters<typeof testChannels>[1], ids?: string[]) {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  vi.spyOn(console, 'log').mockImplementation(write);
  vi.spyOn(console, 'error').mockImplementation(write);
  const code = await testChannels(service(ids), options);
  return { code, text: lines.join('\n') };
}

describe('fencewatch channels test', () => {
  it('sends over the channel that is named, or over all', async () => {
    server.answer(manners.status(200));
    const one = await run({ channel: 'hook' });
    expect(one).toMatchObject({ code: 0 });
    expect(one.text).toMatch(/^hook: delivered, status 200, \d+ ms$/);
    expect((await run({}, ['a', 'b'])).text.split('\n')).toHaveLength(2);
    expect(server.received.at(-1)?.body).toContain('http://fence.test/health');
  });

  it('exits with 1 when one was not delivered', async () => {
    server.answer(manners.status(403));
    const { code, text } = await run({ channel: 'hook' });
    expect([code, text]).toEqual([1, expect.stringContaining('permanent, login-refused')]);
    expect(text).not.toContain('s3cret');
  });

  it('refuses unknown channels, and a site without channels', async () => {
    expect((await run({ channel: 'none' })).code).toBe(2);
    expect((await run({ channel: 'hook', person: 'nobody' })).code).toBe(2);
    expect((await run({}, [])).code).toBe(2);
  });
});
