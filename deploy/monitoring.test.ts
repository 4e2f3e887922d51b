// The alert rules and the Grafana dashboard: every metric that they name exists, every rule has both languages and a test. Prometheus itself
// checks the rules where promtool is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSources, repositoryRoot } from '../checks/source-file.ts';
import { createMetrics } from '../edge/health/metrics.ts';

const folder = join(repositoryRoot, 'deploy');
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const ruleSchema = z.object({
  alert: z.string(),
  expr: z.string(),
  labels: z.object({ severity: z.enum(['page', 'ticket']) }),
  annotations: z.strictObject({ summary: z.string(), summary_zh: z.string(), action: z.string() }),
});
const rulesSchema = z.object({ groups: z.array(z.object({ rules: z.array(ruleSchema) })) });
const testsSchema = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z.array(
        z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()).default([]) }),
      ),
    }),
  ),
});
const dashboardSchema = z.object({
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) }),
  ),
});

const rules = rulesSchema
  .parse(parse(read('prometheus/fencewatch-alerts.yml')))
  .groups.flatMap((group) => group.rules);
const tests = testsSchema
  .parse(parse(read('prometheus/fencewatch-alerts.test.yml')))
  .tests.flatMap((one) => one.alert_rule_test);
const { panels } = dashboardSchema.parse(JSON.parse(read('grafana/fencewatch.json')));

/** Names of metrics as they are registered; `_bucket` and the like are left off. */
async function knownMetrics(): Promise<Set<string>> {
  const ofEdge = (await createMetrics().registry.getMetricsAsJSON()).map(({ name }) => name);
  const ofDispatch = readSources(repositoryRoot, 'dispatch/metrics').flatMap(({ text }) =>
    [...text.matchAll(/name: '(fencewatch_\w+)'/g)].map(([, name = '']) => name),
  );
  return new Set([...ofEdge, ...ofDispatch]);
}

const named = (expression: string) =>
  [...expression.matchAll(/\bfencewatch_\w+/g)].map(([name]) => name.replace(/_bucket$/, ''));

describe('alert rules', () => {
  it('name only metrics that exist', async () => {
    const known = await knownMetrics();
    expect(known.size).toBeGreaterThan(20);
    expect(rules.flatMap(({ expr }) => named(expr)).filter((name) => !known.has(name))).toEqual([]);
  });

  it('are each tested when quiet and when firing; rules on absent metrics only when firing', () => {
    expect(rules.length).toBeGreaterThan(8);
    for (const { alert } of rules) {
      const own = tests.filter(({ alertname }) => alertname === alert);
      expect([alert, own.filter((one) => one.exp_alerts.length > 0).length]).toEqual([alert, 1]);
      expect([alert, own.filter((one) => one.exp_alerts.length === 0).length]).toEqual([alert, 1]);
    }
  });

  it.each(rules)(
    'say what is wrong in both languages, and what to do: $alert',
    ({ annotations }) => {
      expect(annotations.summary_zh).toMatch(/\p{Script=Han}{2}/u);
      expect(annotations.summary).not.toMatch(/\p{Script=Han}/u);
      expect(annotations.action.length).toBeGreaterThan(10);
    },
  );

  const promtool = spawnSync('promtool', ['--version']).status === 0;
  it.skipIf(!promtool)('fire when they should, by promtool', () => {
    const file = join(folder, 'prometheus', 'fencewatch-alerts.test.yml');
    const run = spawnSync('promtool', ['test', 'rules', file], { encoding: 'utf8' });
    expect(run.stdout + run.stderr).toContain('SUCCESS');
    expect(run.status).toBe(0);
  });
});

describe('the Grafana dashboard', () => {
  it('names only metrics that exist', async () => {
    const known = await knownMetrics();
    const names = panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => named(expr)));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it('has titles in both languages', () => {
    for (const { title } of panels) expect(title).toMatch(/^[A-Z].* \/ .*\p{Script=Han}/u);
  });
});
