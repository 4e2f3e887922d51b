// Unknown channel names in a site file. Takes the parts that name channels; returns a fault for each.
import type { Duty } from './duty.ts';
import type { Fault } from './faults.ts';
import type { StaffMember, Unit } from './organisation.ts';

export interface ChannelNames {
  channels: { direct?: readonly { id: string }[] | undefined };
  people?: readonly Pick<StaffMember, 'channels'>[] | undefined;
  units?: readonly Pick<Unit, 'channels'>[] | undefined;
  roster: readonly Duty[];
}

export function channelNameFaults({ channels, people, units, roster }: ChannelNames): Fault[] {
  const known = new Set(['mqtt', ...(channels.direct ?? []).map(({ id }) => id)]);
  const faultsAt = (path: string, names: readonly string[] = []) =>
    names.flatMap((name, index) => {
      const message = `expected "mqtt" or the id of a channel in channels.direct, got "${name}"`;
      return known.has(name) ? [] : [{ path: `${path}.channels[${index}]`, message }];
    });
  return [
    ...(people ?? []).flatMap((one, index) => faultsAt(`people[${index}]`, one.channels)),
    ...(units ?? []).flatMap((one, index) => faultsAt(`units[${index}]`, one.channels)),
    ...roster.flatMap(({ officer, property, channels: own }, index) => [
      ...faultsAt(`roster[${index}]`, own),
      ...faultsAt(`roster[${index}].officer`, officer.channels),
      ...faultsAt(`roster[${index}].property`, property.channels),
    ]),
  ];
}
