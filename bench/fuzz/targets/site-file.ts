// Site files: YAML, JSON within it, and every key.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeFaults, parseSite } from '../../../contracts/index.ts';
import { parseYaml } from '../../../cli/site-file.ts';
import { packageRoot } from '../../../host/package-root.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import { mutateJson, type Json } from '../mutate-value.ts';
import type { FuzzTarget } from '../target.ts';

const words = [
  '&a ',
  '*a',
  '<<: *a',
  '!!binary ',
  '!!js/function ',
  '? ',
  '- ',
  ': ',
  '[',
  '{',
  '|\n',
];
const secrets = { RTSP_READ_PASSWORD: 'secret' };

/** The example, and one with more of what a site may have. */
export function sampleSites(): { texts: Uint8Array[]; values: Json[] } {
  const example = readFileSync(join(packageRoot(), 'deploy', 'site', 'site.example.yaml'), 'utf8');
  const value = parse(example) as { [key: string]: Json };
  const cell = '370305001001001';
  const full = {
    ...value,
    dispatchUrl: 'https://dispatch.example:8443',
    clips: { before: '15s', after: '30s' },
    calendar: { holidays: ['2026-10-01'], workdays: ['2026-10-10'] },
    channels: { mqtt: { receivers: [{ username: 'a', password: 'b', cells: 'all' }] } },
    units: [{ id: 'unit-1', name: 'Unit', kind: 'property' }],
    people: [{ id: 'wang', name: 'Wang Min', phone: '13800000001', cells: [cell] }],
  };
  const text = new TextEncoder().encode(example);
  return { texts: [text], values: [value, full] };
}

export const siteFile: FuzzTarget = {
  name: 'site-file',
  what: 'site files: the YAML and every key',
  share: 10_000,
  withinMs: 5000,
  open: () => {
    const { texts, values } = sampleSites();
    return Promise.resolve({
      make: (dice) =>
        dice(3) === 0
          ? mutateBytes({ samples: texts, words }, dice)
          : mutateJson(values[dice(values.length)] ?? null, dice),
      run: (input) => {
        const content = parseYaml(new TextDecoder().decode(input));
        if (!content.ok) return describeFaults(content.faults);
        const site = parseSite(content.value, secrets);
        return site.ok ? null : describeFaults(site.faults);
      },
    });
  },
};
