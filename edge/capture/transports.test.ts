import { describe, expect, it } from 'vitest';
import { createTransports, nextTransport } from './transports.ts';

describe('the transport of the next attempt', () => {
  it.each([
    ['is UDP when TCP is refused', 'auto', 'tcp', 'transport-refused', false, 'udp'],
    ['is UDP when TCP connects and brings nothing', 'auto', 'tcp', 'stalled', false, 'udp'],
    ['is TCP when UDP is refused', 'auto', 'udp', 'transport-refused', false, 'tcp'],
    ['is TCP when UDP brings nothing', 'auto', 'udp', 'timed-out', false, 'tcp'],
    ['stays when the camera is only away', 'auto', 'tcp', 'unreachable', false, 'tcp'],
    ['stays when it has served before', 'auto', 'udp', 'stalled', true, 'udp'],
    [
      'changes also after it has served, when refused',
      'auto',
      'tcp',
      'transport-refused',
      true,
      'udp',
    ],
    ['is what the site file says', 'udp', 'udp', 'transport-refused', false, 'udp'],
  ] as const)('%s', (_, wish, current, reason, hasServed, next) => {
    expect(nextTransport(wish, { current, reason, hasServed })).toBe(next);
  });
});

describe('the transports of a camera', () => {
  it('begin with TCP, or with the transport of the site file', () => {
    expect(createTransports('auto').current).toBe('tcp');
    expect(createTransports('tcp').current).toBe('tcp');
    expect(createTransports('udp').current).toBe('udp');
  });

  it('change at once when one is refused, and after a pause when both are', () => {
    const transports = createTransports('auto');
    expect(transports.ended('transport-refused')).toBe('at-once');
    expect(transports.current).toBe('udp');
    expect(transports.ended('transport-refused')).toBe('after-a-pause');
    expect(transports.ended('transport-refused')).toBe('after-a-pause');
  });

  it('change at once when a camera that has worked refuses now', () => {
    const transports = createTransports('auto');
    transports.ended('transport-refused');
    transports.served();
    expect(transports.ended('ended')).toBe('after-a-pause');
    expect(transports.current).toBe('udp');
    expect(transports.ended('transport-refused')).toBe('at-once');
    expect(transports.current).toBe('tcp');
  });

  it('wait when only one is allowed', () => {
    expect(createTransports('tcp').ended('transport-refused')).toBe('after-a-pause');
  });
});
