// The notifications that a timer of a case sends: the current case, once to each person. Pure.
import type { LimitName, Notification, TellingSettings } from '../../contracts/index.ts';
import type { CaseRecord } from '../cases/case-record.ts';
import type { Outgoing } from '../channels/outgoing.ts';
import { notificationIds } from '../delivery/notification-ids.ts';
import type { Recipient } from '../routing/route-alert.ts';
import { nothingTold, toDirect, untoldPassed, type Telling } from '../delivery/telling.ts';
import type { Untold } from '../delivery/untold.ts';
import type { Addressee } from '../routing/addressee.ts';
import type { PassedOver } from '../routing/quiet-recipients.ts';

export interface TellingInput {
  case: CaseRecord;
  key: string;
  purpose: Notification['purpose'];
  /** The limit of a warning. */
  limit?: LimitName | undefined;
  recipients: readonly Recipient[];
  group: Addressee | null;
  passedOver: readonly PassedOver[];
  telling: TellingSettings | null;
  publicUrl: string;
  at: number;
}

/** A topic gets the message even if nobody is on duty, and that is recorded. */
export function tellingOf(input: TellingInput): Telling {
  const outgoing: Outgoing[] = [];
  const prefix = `${input.case.id}-${input.key}`;
  const untold: Untold[] = [...untoldPassed(prefix, input.passedOver)];
  const told: Recipient[] = [];
  const topics = new Set<string>();
  const ids = notificationIds(prefix, input.recipients);
  for (const [index, recipient] of input.recipients.entries()) {
    const { role, topic, person } = recipient;
    const notificationId = ids[index] ?? '';
    const name = person?.name ?? null;
    const address = `${topic} ${name ?? ''}`;
    if (person === null)
      untold.push({ notificationId, role, person: name, reason: 'nobody-on-duty' });
    if (topics.has(address)) {
      untold.push({ notificationId, role, person: name, reason: 'told-already' });
      continue;
    }
    topics.add(address);
    told.push(recipient);
    outgoing.push(outgoingOf(input, recipient, notificationId));
  }
  const { telling, group } = input;
  if (telling === null) return { ...nothingTold, outgoing, untold };
  const direct = toDirect({ outgoing, recipients: told, group });
  return {
    outgoing,
    direct: direct.direct,
    untold: [...untold, ...direct.untold],
    limit: telling.perPerson,
    quietUntil: direct.quietUntil,
  };
}

function outgoingOf(
  { case: file, purpose, limit, publicUrl, at }: TellingInput,
  { role, person, topic, reason: routing }: Recipient,
  notificationId: string,
): Outgoing {
  const notification: Notification = {
    version: 1,
    notificationId,
    alertId: file.incidentId,
    caseId: file.id,
    incidentId: file.incidentId,
    event: eventOf(file, purpose),
    kind: file.kind,
    matterCode: file.matterCode,
    gridCell: file.gridCell,
    role,
    purpose,
    ...(limit !== undefined && { limit }),
    recipient: person,
    cameraId: file.cameraId,
    cameraName: file.cameraName,
    fenceId: file.fenceId,
    fenceName: file.fenceName,
    region: file.region,
    confidence: file.confidence,
    reason: file.reason,
    capturedAt: file.lastEventAt,
    sentAt: at,
    url: `${publicUrl}/cases/${encodeURIComponent(file.id)}`,
  };
  return { notification, topic, routing, raisedAt: at };
}

/** For the assignee the case is new. */
function eventOf({ present }: CaseRecord, purpose: Notification['purpose']): Notification['event'] {
  if (!present) return 'cleared';
  return purpose === 'news' ? 'opened' : 'still-there';
}
