// Counts what the history of a run says between two samples: looks, alerts, messages, and how long each took. Takes the lines as they
// are written; returns and forgets what came since the last question.
import type { HistoryLine, LineOf } from '../chaos/history.ts';
import type { Sample } from './sample.ts';

export type Counts = Pick<
  Sample,
  'looks' | 'alerts' | 'received' | 'frameToAlertMs' | 'alertToPhoneMs'
>;

export interface LineCounter {
  note: (line: HistoryLine) => void;
  take(): Counts;
}

const none = (): Counts => ({
  ...{ looks: 0, alerts: 0, received: 0, frameToAlertMs: [], alertToPhoneMs: [] },
});

export function createLineCounter(): LineCounter {
  let counts = none();
  const raisedAt = new Map<string, number>();
  const known = new Set<string>();
  const receive = ({ notificationId, at }: LineOf<'received'>) => {
    counts.received += 1;
    const since = raisedOf(notificationId, raisedAt);
    // A repeat is no delay.
    if (since === undefined || known.has(notificationId)) return;
    known.add(notificationId);
    counts.alertToPhoneMs.push(Math.max(0, at - since));
  };
  return {
    note: (line) => {
      if (line.line === 'look') counts.looks += 1;
      if (line.line === 'received') receive(line);
      if (line.line !== 'raised') return;
      counts.alerts += 1;
      raisedAt.set(`${line.incidentId}-${line.sequence}`, line.at);
      const age = line.sinceFrameMs ?? null;
      if (age !== null) counts.frameToAlertMs.push(age);
    },
    take: () => {
      const taken = counts;
      counts = none();
      return taken;
    },
  };
}

/** The id of a message begins with that of its alert. */
function raisedOf(notificationId: string, raisedAt: ReadonlyMap<string, number>) {
  for (let id = notificationId; id !== ''; id = id.slice(0, Math.max(0, id.lastIndexOf('-')))) {
    const at = raisedAt.get(id);
    if (at !== undefined) return at;
  }
  return undefined;
}
