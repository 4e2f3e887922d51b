// Parses `--sweep dwell=10s,30s,60s`: which setting of a fence to try with which values. Takes the text, returns numbers in the
// engine's units, each with its text.
import { describeFaults, durationSchema, faultsOf } from '../contracts/index.ts';
import { sweepSettings, type SweepSetting } from '../geofences/index.ts';

export interface SweepOption {
  readonly by: SweepSetting;
  readonly values: readonly { readonly text: string; readonly value: number }[];
}

/** The sweep, or a sentence that says what was expected. */
export function parseSweep(text: string): SweepOption | string {
  const [name = '', list = ''] = text.split('=', 2);
  const by = sweepSettings.find((setting) => setting === name);
  if (by === undefined)
    return `--sweep: expected one of ${sweepSettings.join(', ')} and values such as dwell=10s,30s, got "${text}"`;
  const values = list.split(',').map((one) => valueOf(by, one.trim()));
  const refused = values.find((value) => typeof value === 'string');
  if (refused !== undefined) return `--sweep ${by}: ${refused}`;
  return { by, values: values.filter((value) => typeof value !== 'string') };
}

function valueOf(by: SweepSetting, text: string): SweepOption['values'][number] | string {
  if (by === 'dwell') {
    const parsed = durationSchema.safeParse(text, { reportInput: true });
    if (!parsed.success) return describeFaults(faultsOf(parsed.error));
    return parsed.data > 0
      ? { text, value: parsed.data }
      : `expected a duration longer than zero, got "${text}"`;
  }
  const value = text === '' ? NaN : Number(text);
  if (by === 'minCount')
    return Number.isInteger(value) && value > 0
      ? { text, value }
      : `expected how many things such as 3, got "${text}"`;
  return value > 0 && value <= 1
    ? { text, value }
    : `expected shares of the fence such as 0.05, got "${text}"`;
}
