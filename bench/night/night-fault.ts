// The possible faults of a night by name, and the rule for timers.
export type NightFaultName =
  | MessageFault['fault']
  | 'alert-lost'
  | 'alert-doubled'
  | 'nobody-reached'
  | 'timer-missed'
  | 'timer-twice'
  | 'timer-early'
  | 'timer-late';

/** What can go wrong with a message to a person. */
export interface MessageFault {
  fault:
    | 'notification-stuck'
    | 'notification-lost'
    | 'notification-unknown'
    | 'notification-failed-unsaid'
    | 'sent-twice'
    | 'told-twice-of-a-step';
  about: string;
}

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
