// Rejections that nobody handled and exceptions that nobody caught: defects of ours. Takes what to do with each; from then on
// the process goes on, and what has happened is logged with its stack and counted.
export const defectKinds = ['unhandled-rejection', 'uncaught-exception'] as const;
export type DefectKind = (typeof defectKinds)[number];

export interface DefectWatch {
  log: { error(fields: object, message: string): void };
  /** For a metric. */
  onDefect: (kind: DefectKind) => void;
}

/** Tests look for this in what their children say. */
export const defectMessage = 'defect: please report this';

/** Gives the way to stop watching. */
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
