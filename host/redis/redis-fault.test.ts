// Classifies the literal answers of real servers.
import { describe, expect, it } from 'vitest';
import { faultOf } from './redis-fault.ts';

describe('an error of Redis', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:6379', 'redis-unreachable'],
    ['Command timed out', 'redis-unreachable'],
    ['LOADING Redis is loading the dataset in memory', 'redis-unreachable'],
    ['CLUSTERDOWN Hash slot not served', 'redis-unreachable'],
    ['WRONGPASS invalid username-password pair or user is disabled.', 'redis-login-refused'],
    ['NOAUTH Authentication required.', 'redis-login-refused'],
    ['ERR invalid password', 'redis-login-refused'],
    ["NOPERM this user has no permissions to run the 'set' command", 'redis-login-refused'],
    [
      'All sentinels are unreachable. Retrying from scratch after 100ms. Last error: NOAUTH Authentication required.',
      'redis-login-refused',
    ],
  ])('%s', (message, code) => {
    expect(faultOf(new Error(message))).toEqual({ code, values: { detail: message } });
  });

  it.each([
    ["READONLY You can't write against a read only replica.", 'replica'],
    [
      "ERR Error running script (call to f_1): @user_script: 1: -READONLY You can't write against a read only replica.",
      'replica',
    ],
    ["MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.", 'replica'],
    ['NOREPLICAS Not enough good replicas to write.', 'too-few-replicas'],
    ['MISCONF Redis is configured to save RDB snapshots, but it is unable to', 'cannot-save'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'memory-full'],
  ])('that takes no writes: %s', (message, reason) => {
    const values = { reason, detail: message };
    expect(faultOf(new Error(message))).toEqual({ code: 'redis-read-only', values });
  });

  it('of a cluster is the answer of its last node', () => {
    const lastNodeError = new Error('WRONGPASS invalid username-password pair');
    const error = Object.assign(new Error('Failed to refresh slots cache.'), { lastNodeError });
    expect(faultOf(error).code).toBe('redis-login-refused');
  });

  it('without a message is its code, any thrown value is accepted, and long ones are cut', () => {
    const wordless = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
    expect(faultOf(wordless).values).toEqual({ detail: 'ECONNREFUSED' });
    expect(faultOf('broken').code).toBe('redis-unreachable');
    expect(faultOf(new Error('x'.repeat(9999))).values['detail']).toHaveLength(300);
  });
});
