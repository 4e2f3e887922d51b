// The recipients of an alert in a simple roster: one per role of its grid cell. Pure: takes the alert, the roster, the time, and
// the site's time zone and calendar. An alert always goes to both topics of its cell; the roster adds the people on duty.
import {
  notificationTopic,
  roles,
  type Alert,
  type Calendar,
  type Duty,
  type DutyRole,
  type Notification,
  type QuietHours,
} from '../../contracts/index.ts';
import { createHoursCheck } from '../../geofences/index.ts';
import { cellAddressed, dutyAddressed, type Addressee } from './addressee.ts';

/** Why this person, or nobody, is notified. */
export type RoutingReason =
  | 'on-duty'
  | 'camera-without-cell'
  | 'cell-not-in-roster'
  | 'kind-not-in-roster'
  | 'nobody-at-this-hour'
  /** The case was assigned by name to this person or his unit. */
  | 'named'
  /** Nobody is on duty for the unit; somebody of a higher level is. */
  | 'went-up'
  | 'nobody-on-any-level';

export interface Recipient {
  role: DutyRole;
  person: Notification['recipient'];
  topic: string;
  reason: RoutingReason;
  /** The person, for direct channels; null when nobody is on duty, absent on a site without direct channels. */
  addressee?: Addressee | null;
  /** Epoch ms: the end of the person's quiet hours; null or absent outside of them. */
  quietUntil?: number | null;
  /** The person's own quiet hours. */
  quietHours?: QuietHours | undefined;
}

/** The roster, with the time zone and calendar of its hours. */
export interface DutyPlan {
  roster: readonly Duty[];
  /** Created once, because creating a formatter for a time zone is slow. */
  isWithinHours: ReturnType<typeof createHoursCheck>;
  /** Whether the site has channels besides the broker. */
  hasDirect?: boolean;
}

export interface DutyPlanInput extends Omit<DutyPlan, 'isWithinHours'> {
  timezone: string;
  /** Holidays and make-up workdays; none when absent. */
  calendar?: Calendar;
}

export function createDutyPlan({ timezone, calendar, ...plan }: DutyPlanInput): DutyPlan {
  return { ...plan, isWithinHours: createHoursCheck(timezone, calendar) };
}

type Routed = Pick<Alert, 'gridCell'> & { incident: Pick<Alert['incident'], 'kind'> };

export function routeAlert(alert: Routed, plan: DutyPlan, at: number): Recipient[] {
  const { duty, reason } = findDuty(alert, plan, at);
  return roles.map((role) => ({
    role,
    person: duty === null ? null : personOf(duty[role]),
    topic: notificationTopic(alert.gridCell, role),
    reason,
    ...(duty?.[role].quietHours && { quietHours: duty[role].quietHours }),
    ...(plan.hasDirect === true && {
      addressee: duty === null ? null : dutyAddressed(duty[role]),
    }),
  }));
}

/** The group of the cell, if the roster gives it a channel. */
export function groupOfCell(alert: Routed, plan: DutyPlan, at: number): Addressee | null {
  const { duty } = findDuty(alert, plan, at);
  return duty?.channels === undefined ? null : cellAddressed(duty);
}

type Found = { duty: Duty; reason: 'on-duty' } | { duty: null; reason: RoutingReason };

/** The first entry that matches cell, kind and hour; else how far the search got. */
function findDuty(
  { gridCell, incident }: Routed,
  { roster, isWithinHours }: DutyPlan,
  at: number,
): Found {
  if (gridCell === null) return { duty: null, reason: 'camera-without-cell' };
  const ofCell = roster.filter((duty) => duty.gridCell === gridCell);
  if (ofCell.length === 0) return { duty: null, reason: 'cell-not-in-roster' };
  const ofKind = ofCell.filter(({ kinds }) => kinds === undefined || kinds.includes(incident.kind));
  if (ofKind.length === 0) return { duty: null, reason: 'kind-not-in-roster' };
  const duty = ofKind.find(({ hours }) => isWithinHours(hours, at));
  return duty === undefined
    ? { duty: null, reason: 'nobody-at-this-hour' }
    : { duty, reason: 'on-duty' };
}

function personOf({ name, phone }: Duty['officer']): Notification['recipient'] {
  return phone === undefined ? { name } : { name, phone };
}
