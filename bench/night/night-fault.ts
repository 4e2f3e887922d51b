// The possible faults of a night by name, and the rule for timers.
export type NightFaultName =
  | 'alert-lost'
  | 'alert-doubled'
  | 'nobody-reached'
  | 'notification-stuck'
  | 'notification-lost'
  | 'notification-unknown'
  | 'notification-failed-unsaid'
  | 'sent-twice'
  | 'told-twice-of-a-step'
  | 'timer-missed'
  | 'timer-twice'
  | 'timer-early'
  | 'timer-late';

export interface NightFault {
  fault: NightFaultName;
  about: string;
}

export interface NightRule {
  /** After the assignment, in ms. */
  stepsAfter: readonly number[];
  repeat: number;
  topLevel: number;
  /** The largest delay of a timer, counted from the end of an outage. */
  lateMs: number;
}
