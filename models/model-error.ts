// The error class for models, with a closed list of reasons. Thrown by the store and the detectors; the message is for people.

export const modelErrorReasons = [
  /** No such name in the registry or among the added models. */
  'unknown-model',
  /** A file that the user named is missing or cannot be read. */
  'no-file',
  /** Known, but its file is missing. */
  'not-pulled',
  /** The file differs from the registry or the lock. */
  'wrong-hash',
  /** The file cannot be read as a model. */
  'damaged',
  /** The inputs or outputs are those of another family. */
  'wrong-family',
  /** The number or form of the labels does not fit. */
  'wrong-labels',
  /** The file could not be fetched. */
  'unreachable',
  /** The registry, the label table or the lock file is not valid. */
  'bad-registry',
  /** External weights are missing, or outside of its folder. */
  'bad-weights',
  /** It fits its family, but it does not run, exceeds its time or memory limit, or has an unsupported size. */
  'not-servable',
  /** Another process holds the lock of the models folder and does not end. */
  'busy',
  /** The name belongs to another model, or is invalid. */
  'bad-name',
] as const;
export type ModelErrorReason = (typeof modelErrorReasons)[number];

export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly reason: ModelErrorReason;

  constructor(reason: ModelErrorReason, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.reason = reason;
  }
}
