// The reference pages of dispatch agree with the code: every route and metric, and payloads that match the schemas.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notificationSchema, problemSchema } from '../contracts/index.ts';
import { accessTable } from './api/access.ts';
import { createMetrics } from './metrics/metrics.ts';

const page = (name: string) =>
  readFileSync(new URL(`../docs/reference/${name}`, import.meta.url), 'utf8');
const jsonOf = (text: string): unknown => JSON.parse(/```json\n([^]*?)```/.exec(text)?.[1] ?? '');

describe('docs/reference/http-api.md', () => {
  const text = page('http-api.md');

  it('names every route', () => {
    const routes = Object.keys(accessTable).filter((route) => route !== 'GET /*');
    expect(routes).not.toEqual([]);
    for (const route of routes) expect(text).toContain(`\`${route}\``);
  });

  it('names every metric', async () => {
    const sources = { queueDepth: () => Promise.resolve(1), cameraStates: () => new Map() };
    const exposed = await createMetrics(sources).expose();
    const names = [...exposed.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? '');
    expect(names).toHaveLength(10);
    for (const name of names) expect(text).toContain(`\`${name}\``);
  });

  it('shows a real refusal', () => {
    expect(problemSchema.safeParse(jsonOf(text)).success).toBe(true);
  });
});

describe('docs/reference/mqtt.md', () => {
  it('shows a real notification field for field; only a warning has a limit', () => {
    const example = notificationSchema.parse(jsonOf(page('mqtt.md')));
    const shown = [...Object.keys(example), 'limit'].sort();
    expect(shown).toEqual(Object.keys(notificationSchema.shape).sort());
  });
});
