// Reads a file of people's verdicts on a fence's alerts, for `fencewatch fences advise`. YAML or JSON, a list. Takes its path,
// returns the verdicts by fence, or every fault.
import { z } from 'zod';
import { boxSchema, faultsOf, idSchema, momentSchema, type Fault } from '../contracts/index.ts';
import type { Verdict } from '../geofences/index.ts';
import { parseMoment } from './moment.ts';
import { readYaml } from './site-file.ts';

const verdictSchema = z.strictObject({
  fence: idSchema,
  /** When the alert was raised: a time in the site's time zone, or epoch ms. */
  at: z.union([z.string().max(40), momentSchema], 'expected a time such as "2026-11-22T02:10"'),
  verdict: z.enum(['void', 'confirmed']),
  /** Why it is void; places are judged by the same cause. */
  cause: z.string().max(200).optional(),
  /** The position, in shares of the picture; without it any open incident of the fence. */
  region: boxSchema.optional(),
});
const fileSchema = z.array(verdictSchema).max(100_000);

export type FenceVerdict = Verdict & { readonly fenceId: string };
export type VerdictsResult =
  | { readonly ok: true; readonly verdicts: FenceVerdict[] }
  | { readonly ok: false; readonly faults: Fault[] };

export async function loadVerdicts(path: string, timezone: string): Promise<VerdictsResult> {
  const content = await readYaml(path);
  if (!content.ok) return content;
  const parsed = fileSchema.safeParse(content.value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const faults: Fault[] = [];
  const verdicts = parsed.data.flatMap((one, index): FenceVerdict[] => {
    const at = typeof one.at === 'number' ? one.at : parseMoment(one.at, timezone);
    if (typeof at === 'string') {
      faults.push({ path: `[${index}].at`, message: at });
      return [];
    }
    const { fence: fenceId, verdict, cause = '', region = null } = one;
    return [{ id: `${path}[${index}]`, fenceId, at, verdict, cause, region }];
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, verdicts };
}
