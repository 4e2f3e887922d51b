// All faults that the checker of a chaos run can find, with their texts.

export const chaosFaults = {
  'incident-missed': 'it was shown long enough and there is no case of it',
  'incident-doubled': 'there are several cases of it',
  'incidents-merged': 'one case holds several incidents of the world',
  'case-unfounded': 'a case of something that the world never showed',
  'case-left-open': 'the thing has gone and its case still says that it is there',
  'alert-lost': 'an edge raised it and dispatch never recorded it',
  'alert-doubled': 'dispatch recorded it twice',
  'step-untold': 'nobody was told of it, and nothing says why',
  'notification-stuck': 'it still waits, or was refused',
  'notification-lost': 'it was handed over and no receiver got it',
  'notification-failed-unsaid': 'it failed and the case does not say so',
  'notification-unknown': 'a receiver got it and dispatch does not know it',
  'sent-twice': 'it was received twice without a fault in between',
  'told-twice-of-a-step': 'a person was told twice under different ids',
  'poison-unexplained': 'a message that is no alert was not rejected with a reason',
  'rejected-wrongly': 'a good message was rejected',
  'left-waiting': 'something still waits in a queue or on a disk',
  'not-green': 'a part still reports a problem',
  'not-settled': 'the work was not done and the health not green in time',
  'camera-unwatched': 'no edge looks at it at the end',
  'camera-watched-twice': 'two edges look at it at the end',
  'ended-by-itself': 'a process ended that nobody had ended',
  defect: 'an uncaught error',
  'memory-grew': 'the memory of a process grew beyond the limit',
  'handles-grew': 'the open handles of a process grew beyond the limit',
  'orphan-left': 'a process was left behind',
  'fault-not-done': 'a fault of the schedule could not be done',
  'hardly-shown': 'the world was shown too little to judge the run',
} as const;

export interface ChaosFault {
  readonly fault: keyof typeof chaosFaults;
  readonly about: string;
}
