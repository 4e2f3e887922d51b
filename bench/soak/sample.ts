// One sample of a soak: what each part uses, how full the queues are, what was counted and how long people waited since the last
// sample. Samples are JSON lines. Null stands for what could not be asked at that moment, such as a server that was killed.
import { z } from 'zod';

const amount = z.number().nonnegative();
const time = z.number();

const partSchema = z.strictObject({
  part: z.string(),
  pid: z.number().int(),
  memoryMb: amount,
  handles: amount,
  threads: amount,
  cpuMs: amount,
});

export const sampleSchema = z.strictObject({
  /** Epoch ms. */
  at: time,
  parts: z.array(partSchema),
  /** Share of all cores in use, by everything on the machine, since the last sample. */
  machineBusy: amount,
  /** Jobs of the alert queue by state. */
  queue: z.record(z.string(), amount).nullable(),
  record: z
    .strictObject({
      cases: amount,
      messages: amount,
      /** Messages that were neither handed over nor given up. */
      waiting: amount,
    })
    .nullable(),
  /** Since the last sample. */
  looks: amount,
  alerts: amount,
  received: amount,
  /** From a picture until the edge had judged it and raised an alert. */
  frameToAlertMs: z.array(amount),
  /** From an alert until its message was at a phone or a webhook. */
  alertToPhoneMs: z.array(amount),
  /** Bytes on disk by part, in MB. */
  diskMb: z.record(z.string(), amount),
});
export type Sample = z.infer<typeof sampleSchema>;
export type PartSample = z.infer<typeof partSchema>;

/** @throws Error that names the line that cannot be read */
export function readSamples(text: string): Sample[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      try {
        return sampleSchema.parse(JSON.parse(line));
      } catch (cause) {
        const start = line.slice(0, 200);
        throw new Error(`line ${number} of the samples cannot be read: ${start}`, { cause });
      }
    });
}
