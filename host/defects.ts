// Catches unhandled rejections and uncaught exceptions, which are bugs of ours. The process keeps running; each defect is logged
// with its stack and counted. Takes a logger and a callback.
export const defectKinds = ['unhandled-rejection', 'uncaught-exception'] as const;
export type DefectKind = (typeof defectKinds)[number];

export interface DefectWatch {
  log: { error(fields: object, message: string): void };
  /** For a metric. */
  onDefect: (kind: DefectKind) => void;
}

/** Tests search for this in the output of their child processes. */
export const defectMessage = 'defect: please report this';

/** Returns a function that removes the handlers. */
export function watchDefects({ log, onDefect }: DefectWatch): () => void {
  const note = (defect: DefectKind) => (error: unknown) => {
    onDefect(defect);
    log.error({ defect, error: describe(error) }, defectMessage);
  };
  const onRejection = note('unhandled-rejection');
  const onException = note('uncaught-exception');
  process.on('unhandledRejection', onRejection);
  process.on('uncaughtException', onException);
  return () => {
    process.off('unhandledRejection', onRejection);
    process.off('uncaughtException', onException);
  };
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack } = error;
  return { type: error.name, message, stack };
}
