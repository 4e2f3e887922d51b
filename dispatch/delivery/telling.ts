// All messages of one event: to the topics of the broker, to people directly, and who is not notified, with the reason. Pure:
// takes the topic messages and their recipients; returns them with the direct messages.
import type { Notification, TellingSettings } from '../../contracts/index.ts';
import { isWorthTelling, type AlertDecision } from '../cases/decide-alert.ts';
import type { Addressee } from '../routing/addressee.ts';
import type { PassedOver } from '../routing/quiet-recipients.ts';
import type { Recipient, RoutingReason } from '../routing/route-alert.ts';
import type { Outgoing } from '../channels/outgoing.ts';
import { notificationIds } from './notification-ids.ts';
import { toOutgoing, type OutgoingInput } from './to-outgoing.ts';
import type { Untold } from './untold.ts';

/** A message to one person or group, over the first of their channels that takes it. */
export interface DirectOutgoing {
  notification: Notification;
  addressee: Addressee;
  routing: RoutingReason;
  raisedAt: number;
}

export interface Telling {
  outgoing: Outgoing[];
  direct: DirectOutgoing[];
  untold: Untold[];
  /** The rate limit per person; null without direct channels. */
  limit: TellingSettings['perPerson'] | null;
  /** Epoch ms: the first end of quiet hours for which a message waits; null when none does. */
  quietUntil: number | null;
}

export interface AlertTellingInput extends OutgoingInput {
  group: Addressee | null;
  telling: TellingSettings | null;
  passedOver?: readonly PassedOver[];
}

export const nothingTold: Telling = {
  outgoing: [],
  direct: [],
  untold: [],
  limit: null,
  quietUntil: null,
};

/** The content of an alert's messages. */
export function tellingOfAlert(input: AlertTellingInput): Telling {
  const { decision, group, telling } = input;
  const { recipients, again } = onceEach(input);
  const outgoing = toOutgoing({ ...input, recipients });
  if (outgoing.length === 0) return nothingTold;
  const untold = [
    ...outgoing.flatMap(({ notification }) => nobodyFor(notification)),
    ...again,
    ...untoldPassed(input.alert.alertId, input.passedOver),
  ];
  if (telling === null || !isDirect(decision, telling)) return { ...nothingTold, outgoing, untold };
  const direct = toDirect({ outgoing, recipients, group });
  return {
    outgoing,
    direct: direct.direct,
    untold: [...untold, ...direct.untold],
    limit: telling.perPerson,
    quietUntil: direct.quietUntil,
  };
}

/** @param prefix of the ids of the messages of this event */
export function untoldPassed(prefix: string, passed: readonly PassedOver[] = []): Untold[] {
  return passed.map(({ role, person }, index) => ({
    notificationId: `${prefix}-${role}-passed-${index + 1}`,
    role,
    person,
    reason: 'quiet-hours' as const,
  }));
}

/** One person of a higher unit may be both officer and property staff: a message goes to each address once. */
function onceEach({ alert, recipients: all }: AlertTellingInput) {
  const ids = notificationIds(alert.alertId, all);
  const told = new Set<string>();
  const recipients: Recipient[] = [];
  const again: Untold[] = [];
  for (const [index, recipient] of all.entries()) {
    const { role, topic, person } = recipient;
    const address = `${topic} ${person?.name ?? ''}`;
    const notificationId = ids[index] ?? '';
    if (told.has(address))
      again.push({ notificationId, role, person: person?.name ?? null, reason: 'told-already' });
    else recipients.push(recipient);
    told.add(address);
  }
  return { recipients, again };
}

/** Whether people get a direct message, such as a push. They announce new objects; repeats go only to the topics. */
function isDirect({ effect }: AlertDecision, { stillThere }: TellingSettings): boolean {
  return isWorthTelling(effect) && (effect !== 'seen-again' || stillThere);
}

function nobodyFor({ notificationId, role, recipient, event }: Notification): Untold[] {
  // Once for each stay of the object, not for each repeat.
  if (recipient !== null || event !== 'opened') return [];
  return [{ notificationId, role, person: null, reason: 'nobody-on-duty' }];
}

export interface DirectInput {
  outgoing: readonly Outgoing[];
  /** The recipient of each message in `outgoing`, in that order. */
  recipients: readonly Pick<Recipient, 'addressee' | 'quietUntil'>[];
  group: Addressee | null;
}

/** Each person and each group once. */
export function toDirect(input: DirectInput): Pick<Telling, 'direct' | 'untold' | 'quietUntil'> {
  const direct: DirectOutgoing[] = [];
  const untold: Untold[] = [];
  const told = new Set<string>();
  const ends: number[] = [];
  for (const { addressee, outgoing, id, quietUntil } of addressed(input)) {
    const reason = whyNot(addressee, told, quietUntil);
    if (reason === 'quiet-hours' && quietUntil !== null) ends.push(quietUntil);
    const { role } = outgoing.notification;
    if (reason !== null) untold.push({ notificationId: id, role, person: addressee.name, reason });
    else if (addressee.channels.length > 0) direct.push(directOf(outgoing, addressee, id));
    told.add(addressee.key);
  }
  return { direct, untold, quietUntil: ends.length === 0 ? null : Math.min(...ends) };
}

function addressed({ outgoing, recipients, group }: DirectInput) {
  const people = outgoing.flatMap((one, index) => {
    const addressee = recipients[index]?.addressee;
    const id = `${one.notification.notificationId}-direct`;
    const quietUntil = recipients[index]?.quietUntil ?? null;
    return addressee ? [{ addressee, outgoing: one, id, quietUntil }] : [];
  });
  const [first] = outgoing;
  if (group === null || first === undefined) return people;
  const id = `${first.notification.notificationId}-group`;
  return [...people, { addressee: group, outgoing: first, id, quietUntil: null }];
}

function whyNot(
  { key, channels, hasBroker }: Addressee,
  told: ReadonlySet<string>,
  quietUntil: number | null,
) {
  if (told.has(key)) return 'told-already';
  if (channels.length === 0) return hasBroker ? null : 'no-channel';
  return quietUntil === null ? null : 'quiet-hours';
}

function directOf(
  { notification, routing, raisedAt }: Outgoing,
  addressee: Addressee,
  notificationId: string,
): DirectOutgoing {
  return { notification: { ...notification, notificationId }, addressee, routing, raisedAt };
}
