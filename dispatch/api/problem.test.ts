// The body of a refusal: for any request it is bounded and matches its own schema.
import { describe, expect, it } from 'vitest';
import { maxFaultsTold, maxTextLength, problemSchema } from '../../contracts/index.ts';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { quietLog } from '../testing/quiet-log.ts';
import { createProblemHandler, invalidInput, notFound, ProblemError } from './problem.ts';

const long = '长'.repeat(maxTextLength + 1);

describe('a refusal', () => {
  it('has its status, code and message', () => {
    const faults = [{ path: 'cameras[0]', message: 'unknown key' }];
    expect(invalidInput(faults).problem).toEqual({
      error: 'invalid',
      message: 'the request does not fit',
      faults,
    });
    expect(notFound('such case').problem).toEqual({
      error: 'not-found',
      message: 'there is no such case',
    });
  });

  it('keeps an empty list of faults', () => {
    expect(invalidInput([]).problem.faults).toEqual([]);
  });

  it.each([
    ['a long message', new ProblemError(400, 'invalid', long)],
    ['a long path, as of an unknown key', invalidInput([{ path: long, message: 'unknown key' }])],
    ['a long fault', invalidInput([{ path: '', message: long }])],
    [
      'thousands of faults',
      invalidInput(Array.from({ length: 5000 }, () => ({ path: 'a', message: 'b' }))),
    ],
  ])('has an end with %s', (_, { problem }) => {
    expect(problemSchema.safeParse(problem).success).toBe(true);
  });

  it('returns the first faults, and marks the cut', () => {
    const faults = Array.from({ length: 5000 }, (_, index) => ({
      path: `a[${index}]`,
      message: long,
    }));
    const told = invalidInput(faults).problem.faults ?? [];
    expect(told).toHaveLength(maxFaultsTold);
    expect(told[0]).toEqual({ path: 'a[0]', message: `${'长'.repeat(maxTextLength - 1)}…` });
  });
});

describe('a fault of the database', () => {
  it.each([
    ['53100', 507, 'disk-full'],
    ['22021', 400, 'invalid'],
    ['57P01', 500, 'internal'],
  ])('%s is answered with %i %s', (code, status, error) => {
    const sent: unknown[] = [];
    const reply = {
      code: (given: number) => {
        sent.push(given);
        return reply;
      },
      send: (body: object) => sent.push(body),
    };
    const cause = Object.assign(new Error('could not extend file'), { code });
    const failed = new Error('Failed query', { cause }) as FastifyError;
    const request = { url: '/api/cases' } as FastifyRequest;
    createProblemHandler(quietLog())(failed, request, reply as unknown as FastifyReply);
    expect(sent).toMatchObject([status, { error }]);
  });
});
