// Stores the drafts of a camera on this device, so that neither a reload nor the end of a session loses one. Takes the browser's
// storage; unreadable drafts are ignored.
import { z } from 'zod';
import { idSchema, kindSchema, type FenceFile } from '../../../contracts/index.ts';
import type { RingRef } from '../edit/ring.ts';
import type { Draft, Drafts } from './draft.ts';

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const storageKey = (cameraId: string) => `fencewatch.drafts.${cameraId}`;

const pointsSchema = z.array(z.tuple([z.number(), z.number()]));
const ringSchema: z.ZodType<RingRef> = z.union([
  z.object({ part: z.literal('outline') }),
  z.object({ part: z.enum(['hole', 'permit']), index: z.number().int().nonnegative() }),
]);

/** The minimum that the editor needs: a draft may have any other fault. */
const draftFenceSchema = z
  .looseObject({
    id: z.string(),
    camera: idSchema,
    kind: kindSchema,
    polygon: pointsSchema,
    holes: z.array(pointsSchema).optional(),
    schedule: z.array(z.looseObject({})).optional(),
    exceptions: z
      .array(z.looseObject({ dates: z.array(z.string()), hours: z.array(z.looseObject({})) }))
      .optional(),
    permits: z.array(z.looseObject({ polygon: pointsSchema.optional() })).optional(),
  })
  .transform((fence) => fence as unknown as FenceFile);

const draftSchema: z.ZodType<Draft> = z.object({
  base: z.object({ version: z.number().int().positive(), fence: draftFenceSchema }).nullable(),
  fence: draftFenceSchema,
  drawing: z.object({ ring: ringSchema, points: pointsSchema }).nullable(),
});
const storedSchema = z.object({ version: z.literal(1), drafts: z.record(z.string(), z.unknown()) });

export function readDrafts(storage: DraftStorage, cameraId: string): Drafts {
  const stored = storedSchema.safeParse(readJson(storage, storageKey(cameraId)));
  const entries = Object.entries(stored.data?.drafts ?? {}).flatMap(([key, value]) => {
    const draft = draftSchema.safeParse(value);
    return draft.success && draft.data.fence.camera === cameraId ? [[key, draft.data]] : [];
  });
  return Object.fromEntries(entries) as Drafts;
}

/** The result of saving: storage may be full or forbidden, which the user should know. */
export type KeepResult = 'kept' | 'not-kept';

export function writeDrafts(storage: DraftStorage, cameraId: string, drafts: Drafts): KeepResult {
  try {
    if (Object.keys(drafts).length === 0) storage.removeItem(storageKey(cameraId));
    else storage.setItem(storageKey(cameraId), JSON.stringify({ version: 1, drafts }));
    return 'kept';
  } catch {
    return 'not-kept';
  }
}

function readJson(storage: DraftStorage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null') as unknown;
  } catch {
    return null;
  }
}
