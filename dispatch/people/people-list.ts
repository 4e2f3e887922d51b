// The people of the roster for the page that sets them up: where each entry comes from, and how many devices ring for the person.
// Takes the roster, what the site file said last, and the devices by log-in. Pure.
import { isDeepStrictEqual } from 'node:util';
import type { DutyContent, EntryOrigin, SetUpPerson, StaffMember } from '../../contracts/index.ts';

export interface PeopleGround {
  content: Pick<DutyContent, 'people'>;
  siteFile: Pick<DutyContent, 'people'> | null;
  devices: ReadonlyMap<string, number>;
}

export function peopleList({ content, siteFile, devices }: PeopleGround): SetUpPerson[] {
  const written = new Map((siteFile?.people ?? []).map((one) => [one.id, one]));
  return content.people.map((person) => ({
    person,
    origin: originOf(person, written.get(person.id)),
    devices: person.user === undefined ? 0 : (devices.get(person.user) ?? 0),
  }));
}

function originOf(person: StaffMember, written: StaffMember | undefined): EntryOrigin {
  if (written === undefined) return 'dashboard';
  return isDeepStrictEqual(plain(person), plain(written)) ? 'site-file' : 'edited';
}

/** As a database returns it, without undefined values. */
function plain(person: StaffMember): unknown {
  return JSON.parse(JSON.stringify(person));
}
