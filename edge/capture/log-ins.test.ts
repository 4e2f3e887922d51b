import { describe, expect, it } from 'vitest';
import { createLogIns, type LogIns } from './log-ins.ts';

const minute = 60_000;
const camera = (n: number, password = 'wrong', host = '10.0.0.9:554') =>
  `rtsp://admin:${password}@${host}/channels/${n}`;
const asked = (logIns: LogIns, source: string, nowMs = 0) => logIns.ask(source, nowMs).do;

describe('log-ins at one recorder', () => {
  it('are tried by one camera first', () => {
    const logIns = createLogIns();
    expect(asked(logIns, camera(1))).toBe('try');
    expect(asked(logIns, camera(2))).toBe('wait-for-other');
  });

  it('are used by all cameras once one has succeeded', () => {
    const logIns = createLogIns();
    logIns.ask(camera(1), 0);
    logIns.accepted(camera(1));
    for (let n = 1; n <= 16; n++) expect(asked(logIns, camera(n))).toBe('try');
  });

  it('are retried by one of sixteen cameras after a refusal, later each time, up to an hour', () => {
    const logIns = createLogIns();
    const tries: number[] = [];
    for (let nowMs = 0; nowMs < 6 * 60 * minute; nowMs += 1000) {
      for (let n = 1; n <= 16; n++) {
        if (logIns.ask(camera(n), nowMs).do !== 'try') continue;
        tries.push(nowMs / minute);
        logIns.refused(camera(n), nowMs);
      }
    }
    expect(tries).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183, 243, 303]);
  });

  it('report the number of refusals and the time of the next try', () => {
    const logIns = createLogIns();
    logIns.ask(camera(1), 0);
    logIns.refused(camera(1), 0);
    expect(logIns.ask(camera(2), 10)).toEqual({ do: 'wait', untilMs: minute, refusals: 1 });
  });

  it('do not delay another log-in at the same host, or the same log-in at another host', () => {
    const logIns = createLogIns();
    logIns.ask(camera(1), 0);
    logIns.refused(camera(1), 0);
    expect(asked(logIns, camera(1, 'right'))).toBe('try');
    expect(asked(logIns, camera(1, 'wrong', '10.0.0.10:554'))).toBe('try');
  });

  it('restart with short pauses after a success', () => {
    const logIns = createLogIns();
    for (const nowMs of [0, minute, 3 * minute]) {
      logIns.ask(camera(1), nowMs);
      logIns.refused(camera(1), nowMs);
    }
    logIns.ask(camera(1), 10 * minute);
    logIns.accepted(camera(1));
    logIns.refused(camera(1), 20 * minute);
    expect(logIns.ask(camera(1), 20 * minute)).toMatchObject({ untilMs: 21 * minute, refusals: 1 });
  });

  it('let another camera try when the first try ended without a verdict', () => {
    const logIns = createLogIns();
    logIns.ask(camera(1), 0);
    logIns.unknown(camera(1));
    expect(asked(logIns, camera(2))).toBe('try');
  });

  it.each(['a@b:c/d#e%20', 'päss', ''])('distinguish passwords such as %j', (password) => {
    const logIns = createLogIns();
    logIns.ask(camera(1, password), 0);
    logIns.refused(camera(1, password), 0);
    expect(asked(logIns, camera(2, password))).toBe('wait');
    expect(asked(logIns, camera(2, `${password}x`))).toBe('try');
  });

  it('delay no camera whose address has no log-in', () => {
    const logIns = createLogIns();
    expect(asked(logIns, 'rtsp://10.0.0.9/1')).toBe('try');
    expect(asked(logIns, 'rtsp://10.0.0.9/2')).toBe('try');
  });
});
