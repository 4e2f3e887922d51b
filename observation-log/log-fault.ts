// The faults of an observation log, with their positions. Checks of one block return a fault; readers of a whole log throw it.

export const logFaultReasons = [
  /** No block begins here. */
  'no-block',
  /** Written by a newer version of the format. */
  'unknown-version',
  /** Truncated: the bytes end before the block does. */
  'cut-off',
  /** The checksum or the content is wrong. */
  'damaged',
] as const;
export type LogFaultReason = (typeof logFaultReasons)[number];

export interface LogFault {
  readonly reason: LogFaultReason;
  /** Where the block begins in the log, bytes. */
  readonly offset: number;
  /** One sentence: the position, the expected value and the actual one. */
  readonly message: string;
}

/** Ends the reading of a log; everything before the fault has been returned. */
export class ObservationLogError extends Error {
  readonly fault: LogFault;

  constructor(fault: LogFault) {
    super(fault.message);
    this.name = 'ObservationLogError';
    this.fault = fault;
  }
}

export function logFault(reason: LogFaultReason, offset: number, detail: string): LogFault {
  return { reason, offset, message: `observation log, block at byte ${offset}: ${detail}` };
}
