// What can be wrong with a model, as one error class with a closed list of reasons. Made by the store and by the
// detectors; shown to people as it is.

export const modelErrorReasons = [
  /** No such name in the registry or among the added models. */
  'unknown-model',
  /** A file that the user named is not there or cannot be read. */
  'no-file',
  /** Known, but its file is not there. */
  'not-pulled',
  /** The file is not what the registry or the lock says. */
  'wrong-hash',
  /** The file cannot be read as a model at all. */
  'damaged',
  /** A model, but its inputs or outputs are those of another family. */
  'wrong-family',
  /** The number or form of the labels does not fit. */
  'wrong-labels',
  /** The file could not be fetched. */
  'unreachable',
  /** The registry, the label table or the lock file is not valid. */
  'bad-registry',
  /** The name already belongs to another model, or is no name. */
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
