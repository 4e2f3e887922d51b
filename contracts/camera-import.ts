// Import and export of cameras as a table (CSV) over HTTP: the faults by row, and what an import would change. No answer repeats an
// address, a user or a password.
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
    /** The revision of the dry run: 409 `stale` when a camera was changed since then. Null: no check. */
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
 * The first codes concern the whole file. Codes of a row:
 * - `formula`: begins with = or @, or is an error value of a spreadsheet such as #NAME?
 * - `rounded-number`: a spreadsheet wrote the code of a grid cell as 3.70305E+14
 * - `two-log-ins`: the address has a log-in and the columns have another
 * - `log-in-needed`: the host is new, or the stored log-in cannot be decrypted
 * - `twice`: an earlier row has the same id
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
  /** The row's id as written. */
  id: nameSchema.nullable(),
  column: z.enum(cameraColumns).nullable(),
  /** The actual value, shortened; empty for addresses and log-ins. */
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
  /** Such as `utf-8` or `gb18030`; null when the file is not text. */
  encoding: z.string().max(20).nullable(),
  faults: z.array(cameraRowFaultSchema).max(maxCameraRowFaults),
  /** The number of all faults; only the first are listed. */
  faultCount: countSchema,
  warnings: z.array(cameraRowWarningSchema).max(maxCameraRowFaults),
  warningCount: countSchema,
  rows: countSchema,
  /** Rows that begin with #. */
  skipped: countSchema,
  added: countSchema,
  changed: countSchema,
  same: countSchema,
  /** The first cameras that would be overwritten, with the changed fields. */
  changes: z
    .array(
      z.strictObject({
        line: ordinalSchema,
        id: nameSchema,
        fields: z.array(z.enum(cameraFields)).max(cameraFields.length),
      }),
    )
    .max(maxCameraChanges),
  /** Rises with every change of a camera. */
  revision: countSchema,
  stored: z.boolean(),
});
export type CameraImportAnswer = z.infer<typeof cameraImportAnswerSchema>;

/** GET /api/camera-setup/export.csv, …/template.csv : headings in this language. */
export const cameraTableQuerySchema = z.strictObject({
  language: z.enum(['en', 'zh-CN']).default('en'),
});
