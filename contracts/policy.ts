// The city's rules for cases: time limits for each stage, escalation while nobody accepts a case, warnings before and after a limit,
// and when a camera may close a case. The form in a site file, and the form with defaults.
import { z } from 'zod';
import { hoursSchema, type Hours } from './calendar.ts';
import { positiveDurationSchema } from './duration.ts';
import { idSchema, severitySchema } from './fence.ts';
import { kindSchema, shippedKinds } from './kind.ts';
import { dutyPartSchema, type DutyPart } from './organisation.ts';
import { matterCodeSchema, type KindSpec } from './kind-file.ts';
import { limitSchema, type Limit } from './limit.ts';

/** For each stage with a limit: `dispatch` starts at the report, `verify` at handled, the others at dispatch. */
export const limitNames = ['dispatch', 'acknowledge', 'onSite', 'handle', 'verify'] as const;
export type LimitName = (typeof limitNames)[number];
export type Limits = Partial<Record<LimitName, Limit>>;

/** The cases that an entry applies to: all when nothing is named. */
const forCases = {
  kinds: z.array(kindSchema).min(1).max(20).optional(),
  matterCodes: z.array(matterCodeSchema).min(1).max(200).optional(),
  severities: z.array(severitySchema).min(1).max(20).optional(),
};

export const deadlineSchema = z.strictObject({
  ...forCases,
  dispatch: limitSchema.optional(),
  acknowledge: limitSchema.optional(),
  onSite: limitSchema.optional(),
  handle: limitSchema.optional(),
  verify: limitSchema.optional(),
});

/** Whom a step of the escalation notifies. */
export const escalationTargets = ['again', 'next-person', 'next-level'] as const;
export type EscalationTarget = (typeof escalationTargets)[number];

const escalationStepSchema = z.strictObject({
  /** After the case was assigned to somebody. */
  after: positiveDurationSchema,
  tell: z.enum(escalationTargets),
});

export const escalationSchema = z
  .strictObject({
    ...forCases,
    steps: z.array(escalationStepSchema).min(1).max(20),
    /** The interval at which the whole escalation repeats. */
    repeat: z.number().int().min(0).max(20).default(0),
    /** An acknowledgement without progress for this long does not count. */
    acknowledgementLapsesAfter: positiveDurationSchema.optional(),
  })
  .superRefine(({ steps }, context) => {
    steps.forEach(({ after }, index) => {
      const before = steps[index - 1];
      if (before !== undefined && after <= before.after)
        context.addIssue({
          code: 'custom',
          path: ['steps', index, 'after'],
          message: 'expected a later time than that of the step before',
        });
    });
  });

/** Who is warned: whoever has accepted the case, and the duty leader of its unit or above. */
export const warningTargets = ['handler', 'duty-leader'] as const;
export type WarningTarget = (typeof warningTargets)[number];
const warned = z.array(z.enum(warningTargets)).max(warningTargets.length).default([]);

/** Who is warned when a limit turns yellow, and when it turns red. The first entry that matches case and limit is used. */
export const warningSchema = z.strictObject({
  ...forCases,
  limits: z.array(z.enum(limitNames)).min(1).max(limitNames.length).optional(),
  yellow: warned,
  red: warned,
});
export type Warning = z.output<typeof warningSchema>;

/** Hours within one day: working time never crosses midnight. */
export const workingTimeSchema = z
  .array(hoursSchema.refine(({ from, to }) => from < to, 'expected hours within one day'))
  .max(100);

export const closureSchema = z.strictObject({
  /** After "handled" the camera must see the place clear for this long. */
  clearFor: positiveDurationSchema.optional(),
  /** If the object is still there this long after "handled", the case returns to its handler. */
  returnAfter: positiveDurationSchema.optional(),
  /** A case that clears before anybody came: `close` it, or leave it to `people`. */
  clearBeforeArrival: z.enum(['close', 'people']).optional(),
});

/** Which cases a person must confirm before anybody is notified. The first entry that matches a new case is used. */
export const reviewSchema = z.strictObject({
  ...forCases,
  fences: z.array(idSchema).min(1).max(1000).optional(),
  /** How long it waits for a review. */
  within: positiveDurationSchema,
  /** What happens when nobody has reviewed it by then: it goes out, or it lapses. */
  otherwise: z.enum(['send', 'lapse']),
});
export type ReviewRule = z.output<typeof reviewSchema>;

/** What happens to a person's accepted, unsettled cases at the end of his shift. */
export const shiftEndSchema = z.strictObject({
  /** They go to the people then on duty, or he keeps them. */
  taken: z.enum(['successor', 'keep']).default('successor'),
});
export const snoozeSchema = z.strictObject({
  /** How long a case may be snoozed at once. */
  longest: positiveDurationSchema.refine((ms) => ms <= 86_400_000, 'expected at most 24h'),
});
/** For which roles a summary is made at the end of each shift, for the next one to sign. */
export const handOverPolicySchema = z.strictObject({ parts: z.array(dutyPartSchema).max(3) });
export const defaultHandOver: { parts: readonly DutyPart[] } = {
  parts: ['officer', 'duty-leader'],
};
export type ShiftEnd = z.output<typeof shiftEndSchema>;

export type Deadline = z.output<typeof deadlineSchema>;
export type Escalation = z.output<typeof escalationSchema>;
export interface Closure {
  clearFor: number;
  returnAfter: number;
  clearBeforeArrival: 'close' | 'people';
}

/** The complete policy, with defaults for what the site file leaves out. */
export interface Policy {
  deadlines: readonly Deadline[];
  escalation: readonly Escalation[];
  workingTime: readonly Hours[];
  closure: Closure;
  /** Absent in versions of earlier releases. */
  review?: readonly ReviewRule[] | undefined;
  shiftEnd?: ShiftEnd | undefined;
  snooze?: { longest: number } | undefined;
  handOver?: { parts: readonly DutyPart[] } | undefined;
  warnings?: readonly Warning[] | undefined;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
export const defaultShiftEnd: ShiftEnd = { taken: 'successor' };
export const defaultSnooze = { longest: 2 * hourMs };
const time = (amount: number): Limit => ({ unit: 'time', amount });

/** Values from published city rules, or our own if none were found. Defaults for a kind are in the kind's file. */
const firstDeadlines: readonly Deadline[] = [
  { severities: ['high', 'critical'], dispatch: time(10 * minuteMs) },
];
const lastDeadlines: readonly Deadline[] = [
  { dispatch: time(30 * minuteMs), acknowledge: time(15 * minuteMs), verify: time(hourMs) },
];

const defaultEscalation: readonly Escalation[] = [
  {
    steps: [
      { after: 5 * minuteMs, tell: 'again' },
      { after: 10 * minuteMs, tell: 'next-person' },
      { after: 15 * minuteMs, tell: 'next-level' },
    ],
    repeat: 4,
    acknowledgementLapsesAfter: hourMs,
  },
];

/** While nobody accepts a case, the escalation notifies people. */
const defaultWarnings: readonly Warning[] = [
  { limits: ['onSite', 'handle'], yellow: ['handler'], red: ['handler', 'duty-leader'] },
  { limits: ['dispatch', 'verify'], yellow: [], red: ['duty-leader'] },
];

const workWeek: Hours['days'] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const defaultWorkingTime: readonly Hours[] = [
  { days: workWeek, from: '08:30', to: '12:00' },
  { days: workWeek, from: '13:30', to: '17:30' },
];

export const policyShape = {
  deadlines: z.array(deadlineSchema).max(200).optional(),
  escalation: z.array(escalationSchema).max(200).optional(),
  warnings: z.array(warningSchema).max(200).optional(),
  workingTime: workingTimeSchema.optional(),
  closure: closureSchema.optional(),
  review: z.array(reviewSchema).max(200).optional(),
  shiftEnd: shiftEndSchema.optional(),
  snooze: snoozeSchema.optional(),
  handOver: handOverPolicySchema.optional(),
};

/** @param ownKinds the site's own kinds, which have default deadlines */
export function completePolicy(
  file: z.output<z.ZodObject<typeof policyShape>>,
  ownKinds: readonly KindSpec[] = [],
): Policy {
  const ofKinds = [...shippedKinds, ...ownKinds].flatMap(({ id, deadlines }) =>
    deadlines.map((deadline): Deadline => ({ kinds: [id], ...deadline })),
  );
  return {
    deadlines: [...(file.deadlines ?? []), ...firstDeadlines, ...ofKinds, ...lastDeadlines],
    escalation: [...(file.escalation ?? []), ...defaultEscalation],
    workingTime: file.workingTime ?? defaultWorkingTime,
    closure: {
      clearFor: file.closure?.clearFor ?? 5 * minuteMs,
      returnAfter: file.closure?.returnAfter ?? 15 * minuteMs,
      clearBeforeArrival: file.closure?.clearBeforeArrival ?? 'people',
    },
    review: file.review ?? [],
    shiftEnd: file.shiftEnd ?? defaultShiftEnd,
    snooze: file.snooze ?? defaultSnooze,
    handOver: file.handOver ?? defaultHandOver,
    warnings: [...(file.warnings ?? []), ...defaultWarnings],
  };
}
