// The ground truth of a clip, as written by a person or the simulator. Takes the parsed JSON of `NAME.truth.json`; returns the
// truth, or every fault with its path. Unknown keys are ignored, because authors keep notes in them.
import { z } from 'zod';
import {
  boxSchema,
  dwellClasses,
  faultsOf,
  idSchema,
  kindSchema,
  type Fault,
  type Fence,
} from '../../contracts/index.ts';

const mediaMs = z.number().nonnegative();

const trueIncidentSchema = z
  .object({
    /** The fence it is in; when absent, any fence of its kind. */
    fenceId: idSchema.optional(),
    kind: kindSchema,
    /** When it comes to rest, ms from the start of the clip. */
    presentFromMs: mediaMs,
    /** When it starts to leave, or the end of the clip. */
    presentToMs: mediaMs,
    /** Its place, normalised. */
    region: boxSchema,
    /** The class whose dwell applies; the shortest dwell when absent. */
    thing: z.enum(dwellClasses).optional(),
  })
  .refine(({ presentFromMs, presentToMs }) => presentToMs > presentFromMs, {
    path: ['presentToMs'],
    message: 'expected a time after presentFromMs',
  });
export type TrueIncident = z.infer<typeof trueIncidentSchema>;

export const truthSchema = z.object({
  durationMs: z.number().positive(),
  incidents: z.array(trueIncidentSchema),
  /** Fences in which nothing may open. */
  negatives: z.array(z.string()).default([]),
  /** Whether the camera is turned during the clip. */
  expectViewMoved: z.boolean().default(false),
  /** What makes it difficult, in the author's words. */
  nuisance: z.array(z.string()).default([]),
  note: z.string().default(''),
});
export type Truth = z.infer<typeof truthSchema>;
export type TruthResult = { ok: true; truth: Truth } | { ok: false; faults: Fault[] };

/** @param fences the clip's fences, which the truth may refer to */
export function parseTruth(value: unknown, fences: readonly Fence[]): TruthResult {
  const parsed = truthSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  const faults = [
    ...parsed.data.incidents.flatMap((incident, index) => fenceFaults(incident, index, fences)),
    ...parsed.data.negatives.flatMap((id, index) =>
      fences.some((fence) => fence.id === id)
        ? []
        : [{ path: `negatives[${index}]`, message: noSuchFence(id, fences) }],
    ),
  ];
  return faults.length > 0 ? { ok: false, faults } : { ok: true, truth: parsed.data };
}

/** The dwell of this object in a fence, in ms. */
export function dwellOf({ thing }: Pick<TrueIncident, 'thing'>, { dwellMs }: Fence): number {
  return thing === undefined ? Math.min(...Object.values(dwellMs)) : dwellMs[thing];
}

function fenceFaults(
  { fenceId, kind }: TrueIncident,
  index: number,
  fences: readonly Fence[],
): Fault[] {
  const path = `incidents[${index}]`;
  if (fenceId === undefined)
    return fences.some((fence) => fence.kind === kind)
      ? []
      : [{ path: `${path}.kind`, message: `no fence of the clip watches for ${kind}` }];
  const fence = fences.find(({ id }) => id === fenceId);
  if (!fence) return [{ path: `${path}.fenceId`, message: noSuchFence(fenceId, fences) }];
  if (fence.kind === kind) return [];
  const message = `expected the kind of fence ${fenceId}, ${fence.kind}, got "${kind}"`;
  return [{ path: `${path}.kind`, message }];
}

function noSuchFence(id: string, fences: readonly Fence[]): string {
  const known = fences.map((fence) => fence.id).join(', ') || 'none';
  return `expected a fence of the clip (${known}), got "${id}"`;
}
