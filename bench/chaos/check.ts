// THE CHECKER of chaos, in the manner of Jepsen: a pure function over the history of a run. It does not use the times of the
// schedule and never waits: it compares what the cameras really showed with what was really received.
import { checkAlerts, type AlertVerdict } from './check-alerts.ts';
import { checkEnd, type EndVerdict } from './check-end.ts';
import { checkIncidents, type IncidentVerdict } from './check-incidents.ts';
import { checkMessages, type MessageVerdict } from './check-messages.ts';
import type { ChaosFault } from './chaos-fault.ts';
import type { HistoryLine } from './history.ts';

export interface ChaosVerdict {
  /** Empty when the run passes. */
  faults: ChaosFault[];
  incidents: Omit<IncidentVerdict, 'faults'>;
  alerts: Omit<AlertVerdict, 'faults'>;
  messages: Omit<MessageVerdict, 'faults'>;
  end: Omit<EndVerdict, 'faults'>;
}

export function checkHistory(history: readonly HistoryLine[]): ChaosVerdict {
  const { faults: ofIncidents, ...incidents } = checkIncidents(history);
  const { faults: ofAlerts, ...alerts } = checkAlerts(history);
  const { faults: ofMessages, ...messages } = checkMessages(history);
  const { faults: ofEnd, ...end } = checkEnd(history);
  const faults = [...ofIncidents, ...ofAlerts, ...ofMessages, ...ofEnd];
  return { faults, incidents, alerts, messages, end };
}
