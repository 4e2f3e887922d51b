// Replacements on duty: taking over a shift now, and swaps that one person proposes and another accepts. Both become overrides in the
// roster, with author and reason. Paths stand above each schema.
import { z } from 'zod';
import { idSchema } from './fence.ts';
import { reasonSchema } from './fence-version.ts';
import { momentSchema, nameSchema, ordinalSchema, textSchema } from './limits.ts';
import { dutyPartSchema } from './organisation.ts';

/** POST /api/duty/take → 201 takenShiftSchema: from now on the person replaces another on duty. */
export const takeShiftSchema = z.strictObject({
  unit: idSchema,
  part: dutyPartSchema,
  /** The caller when absent; only leaders may name somebody else. */
  person: idSchema.optional(),
  /** Whom he replaces; the first in the order of notification when absent. */
  instead: idSchema.optional(),
  /** The next change of the duty when absent; at most 24 h away. */
  until: momentSchema.optional(),
  reason: reasonSchema,
});
export const takenShiftSchema = z.strictObject({
  version: ordinalSchema,
  unit: nameSchema,
  part: dutyPartSchema,
  person: nameSchema,
  instead: nameSchema.nullable(),
  from: momentSchema,
  until: momentSchema,
});
export type TakenShift = z.infer<typeof takenShiftSchema>;

const stretchSchema = z.strictObject({
  unit: idSchema,
  part: dutyPartSchema,
  from: momentSchema,
  until: momentSchema,
});
export type DutyStretch = z.infer<typeof stretchSchema>;

/** POST /api/swaps → 201 swapSchema: asks somebody to take over one's duty. */
export const newSwapSchema = z.strictObject({
  give: stretchSchema,
  /** The duty that the caller takes over in return. */
  inReturn: stretchSchema.optional(),
  other: idSchema,
  reason: reasonSchema,
});
export type NewSwap = z.infer<typeof newSwapSchema>;

/** `lapsed`: nobody answered before it began. `forced`: a leader decided. */
export const swapStates = ['asked', 'agreed', 'declined', 'withdrawn', 'forced', 'lapsed'] as const;
export type SwapState = (typeof swapStates)[number];

export const swapSchema = z.strictObject({
  swap: ordinalSchema,
  give: stretchSchema,
  inReturn: stretchSchema.nullable(),
  /** Ids of persons, and their names. */
  asker: nameSchema,
  askerName: nameSchema,
  other: nameSchema,
  otherName: nameSchema,
  reason: textSchema,
  askedAt: momentSchema,
  state: z.enum(swapStates),
  endedAt: momentSchema.nullable(),
  /** Who answered. */
  endedBy: nameSchema.nullable(),
  /** The roster version that carried it out. */
  version: ordinalSchema.nullable(),
  /** The answers that the caller may give now. */
  answers: z.array(z.enum(['agree', 'decline', 'withdraw', 'force'])).max(4),
});
export type Swap = z.infer<typeof swapSchema>;

/** GET /api/swaps: the caller's own and, for leaders, all of their cells; open ones first. POST /api/swaps/:swap/answer */
export const swapListSchema = z.strictObject({ swaps: z.array(swapSchema).max(1000) });
export const swapAnswers = ['agree', 'decline', 'withdraw', 'force'] as const;
export type SwapAnswer = (typeof swapAnswers)[number];
export const answerSwapSchema = z.strictObject({ answer: z.enum(swapAnswers) });

export const shiftRefusals = [
  'no-such-duty',
  'no-such-person',
  'not-in-roster',
  'already-on-duty',
  'not-on-duty',
  'shift-end',
  'swap-ended',
  'not-your-swap',
] as const;
export type ShiftRefusal = (typeof shiftRefusals)[number];
