// Hours, days and dates in the site's time zone: when a fence watches, when a permit is valid, which dates are holidays.
import { z } from 'zod';
import { shortNameSchema } from './limits.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];
/** `holiday` is any holiday of the site's calendar, on any weekday. */
export const scheduleDays = [...weekdays, 'holiday'] as const;
export type ScheduleDay = (typeof scheduleDays)[number];

export const clockTimeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time of day such as "07:30"');

/** A date in the site's time zone, e.g. `2026-10-01`. */
export const dateSchema = z.iso.date('expected a date such as "2026-10-01"');

const spanShape = {
  from: clockTimeSchema.refine((from) => from !== '24:00', 'expected a start before "24:00"'),
  to: clockTimeSchema,
};
const emptySpan = 'from and to are the same: the span is empty';

/** Hours of one day. `to` before `from` means until the next day. */
export const spanSchema = z
  .strictObject(spanShape)
  .refine((span) => span.from !== span.to, emptySpan);
export type Span = z.infer<typeof spanSchema>;

/** Hours on some days. On a holiday only hours that name `holiday` apply; hours that name no day apply every day. */
export const hoursSchema = z
  .strictObject({
    days: z
      .array(z.enum(scheduleDays))
      .min(1)
      .max(50)
      .default([...scheduleDays]),
    ...spanShape,
  })
  .refine((hours) => hours.from !== hours.to, emptySpan);
export type Hours = z.infer<typeof hoursSchema>;

/** Dates on which other hours replace the schedule's: a market day, a festival. Without hours nothing is in force all day. */
export const exceptionSchema = z.strictObject({
  name: shortNameSchema.optional(),
  dates: z.array(dateSchema).min(1).max(366),
  hours: z.array(spanSchema).max(24),
});
export type ScheduleException = z.infer<typeof exceptionSchema>;

/** The site's calendar: public holidays and make-up workdays. */
export const calendarSchema = z
  .strictObject({
    holidays: z.array(dateSchema).max(5000).default([]),
    /** Dates that count as another weekday, e.g. a Sunday worked as a Monday. */
    workdays: z
      .array(z.strictObject({ date: dateSchema, as: z.enum(weekdays) }))
      .max(5000)
      .default([]),
  })
  .superRefine(({ holidays, workdays }, context) => {
    const taken = new Map(holidays.map((date, index) => [date, `holidays[${index}]`]));
    workdays.forEach(({ date }, index) => {
      const other = taken.get(date);
      const message = `expected a date named once in the calendar, got "${date}", which is ${other} as well`;
      if (other) context.addIssue({ code: 'custom', path: ['workdays', index, 'date'], message });
      else taken.set(date, `workdays[${index}].date`);
    });
  });
export type Calendar = z.infer<typeof calendarSchema>;
export const emptyCalendar: Calendar = { holidays: [], workdays: [] };
