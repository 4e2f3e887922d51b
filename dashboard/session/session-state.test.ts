// Who is logged in: a session that exists, is missing, has ended or was logged out, and an unreachable server.
import { describe, expect, test } from 'vitest';
import { createFailure } from '../api/answer.ts';
import type { Session } from '../../contracts/index.ts';
import { reduceSession, type SessionState } from './session-state.ts';

const session: Session = { user: { username: 'li.na', role: 'responder' } };
const inside: SessionState = { status: 'in', session };
const checking: SessionState = { status: 'checking' };

describe('the session', () => {
  test('that exists opens the app', () => {
    expect(reduceSession(checking, { type: 'found', session })).toEqual(inside);
  });

  test('that does not exist leads to the log-in without a message', () => {
    const failure = createFailure('unauthorised', 'log in first');
    expect(reduceSession(checking, { type: 'failed', failure })).toEqual({
      status: 'out',
      ended: false,
    });
  });

  test('that cannot be fetched gives the reason, and can be fetched again', () => {
    const failure = createFailure('network', 'away');
    const state = reduceSession(checking, { type: 'failed', failure });
    expect(state).toEqual({ status: 'unreachable', failure });
    expect(reduceSession(state, { type: 'check' })).toEqual(checking);
  });

  test('that ends leads to the log-in with a message', () => {
    expect(reduceSession(inside, { type: 'ended' })).toEqual({ status: 'out', ended: true });
  });

  test('that never existed cannot end', () => {
    expect(reduceSession(checking, { type: 'ended' })).toBe(checking);
    const out: SessionState = { status: 'out', ended: false };
    expect(reduceSession(out, { type: 'ended' })).toBe(out);
  });

  test('is over after a log-out', () => {
    expect(reduceSession(inside, { type: 'logged-out' })).toEqual({ status: 'out', ended: false });
  });
});
