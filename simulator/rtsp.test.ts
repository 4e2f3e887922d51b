import { describe, expect, it } from 'vitest';
import { rtspArguments } from './rtsp.ts';

describe('rtspArguments', () => {
  it('includes every default', () => {
    expect(rtspArguments({ mounts: { '/a': ['a.mp4'] } })).toEqual([
      '--mount',
      '/a=a.mp4',
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--transports',
      'tcp,udp',
      '--auth',
      'digest',
      '--clock',
      'server',
      '--drop-times',
      '1',
    ]);
  });

  it('mounts several files in a row, and adds a missing slash', () => {
    const list = rtspArguments({ mounts: { cam: ['a.mp4', 'b.mp4'], '/other': ['c.mp4'] } });
    expect(list.slice(0, 4)).toEqual(['--mount', '/cam=a.mp4,b.mp4', '--mount', '/other=c.mp4']);
  });

  it('passes the stall in seconds, and that it does not loop', () => {
    const list = rtspArguments({ mounts: {}, dropAfterMs: 1500, dropTimes: 0, loop: false });
    expect(list.join(' ')).toContain('--no-loop --drop-after 1.5 --drop-times 0');
  });

  it('never puts credentials on the command line', () => {
    const list = rtspArguments({
      mounts: {},
      auth: { user: 'admin', password: 'geheim', method: 'basic' },
    });
    expect(list.join(' ')).not.toMatch(/admin|geheim/);
    expect(list).toContain('basic');
  });
});
