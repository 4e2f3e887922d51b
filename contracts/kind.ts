// The three kinds of matter that fences watch for, the classes of things that detectors name, and the
// national codes that each kind carries (GB/T 47678.5-2026, with its crosswalk: docs/reference/codes.md is made of it).
import { z } from 'zod';

export const kinds = ['street-vending', 'blocked-fire-exit', 'debris-pile'] as const;
export const kindSchema = z.enum(kinds);
export type Kind = z.infer<typeof kindSchema>;

/** What a detection can be, whatever the model calls it. `other` is seen but means nothing to a rule. */
export const things = [
  'person',
  'vehicle',
  'two-wheeler',
  'goods',
  'stall',
  'umbrella',
  'table',
  'debris',
  'animal',
  'other',
] as const;
export const thingSchema = z.enum(things);
export type Thing = z.infer<typeof thingSchema>;

/** A matter of the national list, with its numbers in the older lists that cities still run, and its names. */
export interface MatterCode {
  /** GB/T 47678.5-2026: class (2 digits) and number (3 digits). */
  readonly code: string;
  readonly secondList: string;
  /** Null where the old list has none. */
  readonly oldList: string | null;
  readonly en: string;
  readonly zh: string;
}

/** The matters that a fence of each kind may stand for. Other codes of 5 digits are taken as well: cities have their own. */
export const matterCodes: Record<Kind, readonly MatterCode[]> = {
  'street-vending': [
    matter('09001', '04-01', '05-01', 'stall without licence', '无照经营游商'),
    matter('09005', '04-05', '05-04', 'shop spilling out', '店外经营'),
    matter('09006', '04-06', null, 'trading on the road', '占道经营'),
  ],
  'blocked-fire-exit': [matter('09012', '04-12', null, 'blocked fire exit', '占用消防通道')],
  'debris-pile': [
    matter('06010', '01-10', '01-02', 'exposed litter', '暴露垃圾'),
    matter('06011', '01-11', '01-03', 'long-standing muck', '积存垃圾渣土'),
    matter('06036', '01-36', '05-07', 'goods heaped about', '乱堆杂物'),
  ],
};

/** The 5-digit national matter code that an alert of this kind carries unless its fence names another. */
export const defaultMatterCode: Record<Kind, string> = {
  'street-vending': '09006',
  'blocked-fire-exit': '09012',
  'debris-pile': '06011',
};

function matter(
  ...[code, secondList, oldList, en, zh]: [string, string, string | null, string, string]
): MatterCode {
  return { code, secondList, oldList, en, zh };
}
