// Parses the output of `npm audit --json`. Returns the advisories at or above a severity, or why there is no answer: some registries
// do not answer audits, and that must not count as "no advisories".
import { z } from 'zod';

export type AuditAnswer =
  | { answer: 'clean'; packages: number }
  | { answer: 'found'; lines: string[] }
  | { answer: 'cannot-be-said'; why: string };

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

const viaSchema = z.union([z.string(), z.object({ title: z.string(), url: z.string() })]);
const reportSchema = z.object({
  auditReportVersion: z.literal(2),
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.enum(severities), range: z.string(), via: z.array(viaSchema) }),
  ),
  metadata: z.object({ dependencies: z.object({ total: z.number() }) }),
});
const errorSchema = z.object({ message: z.string() });

export function readAuditAnswer(output: string, atLeast: Severity): AuditAnswer {
  const answer = parsed(output);
  const report = reportSchema.safeParse(answer);
  if (!report.success) {
    const error = errorSchema.safeParse(answer);
    const why = error.success ? error.data.message : `not an audit report: ${output.slice(0, 200)}`;
    return { answer: 'cannot-be-said', why };
  }
  const { vulnerabilities, metadata } = report.data;
  const lines = Object.entries(vulnerabilities)
    .filter(([, { severity }]) => severities.indexOf(severity) >= severities.indexOf(atLeast))
    .map(([name, { severity, range, via }]) => `${name} ${range}: ${severity}; ${viaText(via)}`);
  if (lines.length > 0) return { answer: 'found', lines };
  return { answer: 'clean', packages: metadata.dependencies.total };
}

function viaText(via: z.infer<typeof viaSchema>[]): string {
  return via
    .map((one) => (typeof one === 'string' ? `by ${one}` : `${one.title} (${one.url})`))
    .join('; ');
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}
