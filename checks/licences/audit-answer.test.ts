import { describe, expect, it } from 'vitest';
import { readAuditAnswer } from './audit-answer.ts';

const report = (vulnerabilities: object) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: { dependencies: { total: 600 } },
  });
const advisory = { title: 'Reads past the end', url: 'https://example.org/1' };
const finding = (severity: string, via: unknown[] = [advisory]) => ({
  severity,
  range: '<2.0.0',
  via,
});

describe('the answer of an audit', () => {
  it('is clean when nothing was found', () => {
    expect(readAuditAnswer(report({}), 'high')).toEqual({ answer: 'clean', packages: 600 });
  });

  it('is clean when everything found is below the asked level', () => {
    const output = report({ a: finding('moderate'), b: finding('low') });
    expect(readAuditAnswer(output, 'high').answer).toBe('clean');
  });

  it.each(['high', 'critical'])('has a line for a package with a %s advisory', (severity) => {
    const output = report({ a: finding(severity), b: finding('low') });
    expect(readAuditAnswer(output, 'high')).toEqual({
      answer: 'found',
      lines: [`a <2.0.0: ${severity}; Reads past the end (https://example.org/1)`],
    });
  });

  it('names the package through which another is affected', () => {
    const output = report({ a: finding('high', ['b']) });
    expect(readAuditAnswer(output, 'high')).toMatchObject({
      lines: ['a <2.0.0: high; by b'],
    });
  });

  it.each([
    ['a registry without audits', '{"message":"405 Method Not Allowed"}', '405 Method Not Allowed'],
    ['nothing', '', 'not an audit report: '],
    ['a page of a proxy', '<html>', 'not an audit report: <html>'],
    ['a report of another version', '{"auditReportVersion":1}', 'not an audit report'],
    ['a severity that is not known', report({ a: finding('odd') }), 'not an audit report'],
  ])('is never clean after %s', (_, output, why) => {
    const answer = readAuditAnswer(output, 'high');
    expect(answer.answer).toBe('cannot-be-said');
    expect(answer.answer === 'cannot-be-said' && answer.why).toContain(why);
  });
});
