// Real processes: a target that ends its process or hangs is found with its input, and real servers survive some hostile inputs.
import { describe, expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';
import { fuzzText, repeatOf } from './text.ts';
import { allTargets } from './targets.ts';

const nodeArguments = [
  '--import',
  new URL('../../scripts/run-typescript.mjs', import.meta.url).href,
];

describe('bench fuzz', () => {
  it.each(['http-api', 'rtsp-stream'])(
    'finds nothing in a few inputs of %s',
    async (name) => {
      const targets = allTargets.filter((target) => target.name === name);
      const result = await fuzz({ targets, seed: 3, inputs: 12, nodeArguments });
      expect(result.targets).toHaveLength(1);
      expect(fuzzText(result)).toContain('findings: 0');
      const [only] = result.targets;
      expect((only?.accepted ?? 0) + (only?.refused ?? 0)).toBe(12);
    },
    300_000,
  );

  it('prints the command that repeats a finding', () => {
    expect(repeatOf('bundle', '/tmp/x')).toBe(
      'fencewatch bench fuzz --target bundle --input /tmp/x',
    );
  });
});
