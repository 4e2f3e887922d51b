// Cameras as a table (CSV), over HTTP: what a file holds, its faults row by row, and what an import would change. No answer repeats
// an address, a user or a password.
import { z } from 'zod';
import { reasonSchema } from './fence-version.ts';
import { countSchema, nameSchema, ordinalSchema } from './limits.ts';

export const maxCameraFileBytes = 4 * 1024 * 1024;
export const maxCameraRows = 5000;

/** POST /api/camera-setup/import: a CSV file unchanged, in base64. With a fault, or with `dryRun`, nothing is stored. */
export const importCamerasSchema = z
  .strictObject({
    base64: z.base64().max(Math.ceil((maxCameraFileBytes * 4) / 3) + 4),
    dryRun: z.boolean().default(false),
    /** As the dry run gave it: 409 `stale` when a camera was changed since. Null asks for no such check. */
    revision: countSchema.nullable().default(null),
    reason: reasonSchema.optional(),
  })
  .refine(({ dryRun, reason }) => dryRun || reason !== undefined, {
    path: ['reason'],
    message: 'expected a reason: auditors will ask for it',
  });
export type ImportCameras = z.input<typeof importCamerasSchema>;

export const cameraColumns = [
  'id',
  'name',
  'source',
  'user',
  'password',
  'gridCell',
  'location',
  'transport',
  'edge',
] as const;
export type CameraColumn = (typeof cameraColumns)[number];

/**
 * The first ones concern the whole file. Of a row:
 * - `formula`: begins with = or @, or is the error of a spreadsheet such as #NAME?
 * - `rounded-number`: a spreadsheet wrote a cell's code as 3.70305E+14
 * - `two-log-ins`: one in the address and another one in the columns
 * - `log-in-needed`: another host, or its key is lost
 * - `twice`: the id stands in a row above
 */
export const cameraRowFaultCodes = [
  'not-text',
  'not-csv',
  'no-rows',
  'too-many-rows',
  'no-headings',
  'heading-missing',
  'heading-unknown',
  'heading-twice',
  'too-many-cells',
  'missing',
  'formula',
  'bad-id',
  'bad-text',
  'bad-address',
  'bad-log-in',
  'password-without-user',
  'two-log-ins',
  'bad-cell',
  'rounded-number',
  'bad-transport',
  'bad-edge',
  'twice',
  'in-site-file',
  'log-in-needed',
] as const;
export type CameraRowFaultCode = (typeof cameraRowFaultCodes)[number];

/**
 * - `same-address`: another camera has this address
 * - `no-edge`: as far as dispatch knows, no edge will watch it
 */
export const cameraRowWarningCodes = ['same-address', 'no-edge'] as const;

const place = {
  /** The line of the file, from 1; null for the whole file. */
  line: ordinalSchema.nullable(),
  /** Of the row, as it was written. */
  id: nameSchema.nullable(),
  column: z.enum(cameraColumns).nullable(),
  /** What came, short; empty for addresses and log-ins. */
  got: nameSchema,
};
export const cameraRowFaultSchema = z.strictObject({
  ...place,
  code: z.enum(cameraRowFaultCodes),
});
export type CameraRowFault = z.infer<typeof cameraRowFaultSchema>;
export const cameraRowWarningSchema = z.strictObject({
  ...place,
  code: z.enum(cameraRowWarningCodes),
});
export type CameraRowWarning = z.infer<typeof cameraRowWarningSchema>;

export const cameraFields = [
  'name',
  'source',
  'logIn',
  'gridCell',
  'location',
  'transport',
  'edge',
] as const;
export const maxCameraRowFaults = 500;
export const maxCameraChanges = 500;
export const cameraImportAnswerSchema = z.strictObject({
  /** `utf-8`, `gb18030` and so on; null when it is no text. */
  encoding: z.string().max(20).nullable(),
  faults: z.array(cameraRowFaultSchema).max(maxCameraRowFaults),
  /** All of them; only the first are listed. */
  faultCount: countSchema,
  warnings: z.array(cameraRowWarningSchema).max(maxCameraRowFaults),
  warningCount: countSchema,
  rows: countSchema,
  /** Rows that begin with #. */
  skipped: countSchema,
  added: countSchema,
  changed: countSchema,
  same: countSchema,
  /** The first cameras that would change, each with its fields: an import overwrites them. */
  changes: z
    .array(
      z.strictObject({
        line: ordinalSchema,
        id: nameSchema,
        fields: z.array(z.enum(cameraFields)).max(cameraFields.length),
      }),
    )
    .max(maxCameraChanges),
  /** Counts the changes of all cameras. */
  revision: countSchema,
  stored: z.boolean(),
});
export type CameraImportAnswer = z.infer<typeof cameraImportAnswerSchema>;

/** GET /api/camera-setup/export.csv, …/template.csv : headings in this language. */
export const cameraTableQuerySchema = z.strictObject({
  language: z.enum(['en', 'zh-CN']).default('en'),
});
