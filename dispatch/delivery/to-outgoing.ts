// The topic messages of one alert, one per recipient. Pure: takes the alert, its effect on the case, and the recipients; returns
// none when nobody needs to be notified.
import type { Alert, Notification } from '../../contracts/index.ts';
import { isWorthTelling, type AlertDecision } from '../cases/decide-alert.ts';
import type { Recipient } from '../routing/route-alert.ts';
import { notificationIds } from './notification-ids.ts';
import type { Outgoing } from '../channels/outgoing.ts';

export interface OutgoingInput {
  alert: Alert;
  decision: AlertDecision;
  recipients: readonly Recipient[];
  /** The dashboard's address, without a slash at the end. */
  publicUrl: string;
  at: number;
}

export function toOutgoing(input: OutgoingInput): Outgoing[] {
  if (!isWorthTelling(input.decision.effect)) return [];
  const ids = notificationIds(input.alert.alertId, input.recipients);
  return input.recipients.map((recipient, index) => ({
    notification: notificationOf(input, recipient, ids[index] ?? ''),
    topic: recipient.topic,
    routing: recipient.reason,
    raisedAt: input.alert.raisedAt,
  }));
}

function notificationOf(
  { alert, decision, publicUrl, at }: OutgoingInput,
  { role, person }: Recipient,
  notificationId: string,
): Notification {
  const { incident, alertId, gridCell, matterCode, cameraName, fenceName } = alert;
  const { incidentId, event, kind, cameraId, fenceId, region, confidence, reason } = incident;
  const caseId = decision.case.id;
  return {
    version: 1,
    notificationId,
    alertId,
    caseId,
    incidentId,
    event,
    kind,
    matterCode,
    gridCell,
    role,
    purpose: 'news',
    recipient: person,
    cameraId,
    cameraName,
    fenceId,
    fenceName,
    region,
    confidence,
    reason,
    capturedAt: incident.capturedAt,
    sentAt: at,
    url: `${publicUrl}/cases/${encodeURIComponent(caseId)}`,
  };
}
