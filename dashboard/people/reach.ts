// How each channel of a person reaches the person, or what is missing. Pure.
import type { ChannelView, PeopleSetup, StaffMember } from '../../contracts/index.ts';

export type Reach =
  /** The topics of the cells; who listens there is not known. */
  | { channel: string; way: 'broker'; address: null; lacks: null }
  /** A group, which all its members read. */
  | { channel: string; way: 'group'; type: ChannelView['type']; address: string; lacks: null }
  | {
      channel: string;
      way: 'own';
      type: ChannelView['type'];
      address: string | null;
      lacks: 'email' | 'phone' | 'user' | 'device' | null;
    }
  | { channel: string; way: 'none'; address: null; lacks: 'channel' };

/** The parts of a person, or of a form, that are addresses. */
export type Addresses = Pick<StaffMember, 'email' | 'phone' | 'user'> & { devices: number };

export function reachOf(
  channel: string,
  person: Addresses,
  channels: PeopleSetup['channels'],
): Reach {
  if (channel === 'mqtt') return { channel, way: 'broker', address: null, lacks: null };
  const found = channels.find(({ id }) => id === channel);
  if (found === undefined) return { channel, way: 'none', address: null, lacks: 'channel' };
  const { type, where } = found;
  switch (type) {
    case 'email':
      return own(channel, type, person.email, 'email');
    case 'sms':
      return own(channel, type, person.phone, 'phone');
    case 'web-push':
      return ofPush(channel, type, person);
    case 'webhook':
    case 'wecom':
    case 'dingtalk':
    case 'feishu':
      return { channel, way: 'group', type, address: where, lacks: null };
  }
}

function own(
  channel: string,
  type: ChannelView['type'],
  address: string | undefined,
  lacks: 'email' | 'phone',
): Reach {
  const isThere = address !== undefined && address !== '';
  return {
    ...{ channel, way: 'own', type },
    ...(isThere ? { address, lacks: null } : { address: null, lacks }),
  };
}

function ofPush(channel: string, type: ChannelView['type'], { user, devices }: Addresses): Reach {
  const lacks = user === undefined || user === '' ? 'user' : devices === 0 ? 'device' : null;
  return { channel, way: 'own', type, address: lacks === null ? String(devices) : null, lacks };
}

/** Whether at least one channel gets to the person. */
export function isReached(reaches: readonly Reach[]): boolean {
  return reaches.some(({ lacks }) => lacks === null);
}
