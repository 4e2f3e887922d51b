// What can go wrong in a night, each with its name, and the rule by which timers are judged.
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
  /** After the case was given to somebody, in ms. */
  stepsAfter: readonly number[];
  repeat: number;
  topLevel: number;
  /** So late a timer may be at most, counted from the end of what kept dispatch from it. */
  lateMs: number;
}
