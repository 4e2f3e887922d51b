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
  /** Weights that should lie beside the file are not there, or lie outside of its folder. */
  'bad-weights',
  /** It fits its family, but it does not run, takes too long or too much memory, or has a size that we cannot serve. */
  'not-servable',
  /** Another process is changing the models folder, and does not end. */
  'busy',
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
