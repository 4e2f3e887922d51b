// The service for a site's direct channels: the list with their problems, and an end-to-end test of one. Takes the channels and
// the lane that uses them, which learns the result of a test.
import { randomUUID } from 'node:crypto';
import type {
  ChannelTestAnswer,
  ChannelView,
  Organisation,
  StaffMember,
} from '../../contracts/index.ts';
import type { Clock } from '../../host/clock.ts';
import type { DirectChannel } from '../channels/direct/direct-channel.ts';
import { testMessage } from '../channels/direct/test-message.ts';
import { withinTime } from '../channels/direct/within-time.ts';
import { personAddressed, type Addressee } from '../routing/addressee.ts';
import type { DirectLane } from './direct-lane.ts';
import { cleanDetail } from './clean-detail.ts';

export interface ChannelServiceParts {
  channels: ReadonlyMap<string, DirectChannel>;
  organisation: Pick<Organisation, 'people'>;
  /** Gets the results of tests; absent where nothing is delivered. */
  lane?: Pick<DirectLane, 'note' | 'problems' | 'deliveredAt'>;
  /** The dashboard's address, without a slash at the end. */
  publicUrl: () => string;
  clock: Clock;
}

export interface ChannelTest {
  channel: string;
  /** The id of a person; the group of the channel when absent. */
  person?: string | undefined;
  language?: StaffMember['language'] | undefined;
  /** The user who asks: over Web Push, his own devices get the test. */
  user?: string | undefined;
}

export type TestResult = ChannelTestAnswer | 'no-such-channel' | 'no-such-person';

export interface ChannelService {
  list(): ChannelView[];
  test(test: ChannelTest): Promise<TestResult>;
}

export function createChannelService(parts: ChannelServiceParts): ChannelService {
  return {
    list: () => {
      const problems = parts.lane?.problems() ?? [];
      return [...parts.channels.values()].map(({ id, type, where }) => ({
        id,
        type,
        where: where.slice(0, 500),
        problem: problems.find(({ subject }) => subject === id) ?? null,
        deliveredAt: parts.lane?.deliveredAt(id) ?? null,
      }));
    },
    test: async (test) => {
      const channel = parts.channels.get(test.channel);
      if (channel === undefined) return 'no-such-channel';
      const addressee = addresseeOf(parts, test);
      if (addressee === null) return 'no-such-person';
      return tryOut(parts, channel, addressee);
    },
  };
}

async function tryOut(
  { lane, publicUrl, clock }: ChannelServiceParts,
  channel: DirectChannel,
  addressee: Addressee,
): Promise<ChannelTestAnswer> {
  const at = clock.now();
  const id = `test-${randomUUID()}`;
  const message = () =>
    testMessage({ id, channel: channel.id, addressee, publicUrl: publicUrl(), at });
  const { signal } = new AbortController();
  const outcome = await withinTime(channel, message, { clock, signal });
  lane?.note(channel.id, outcome);
  return {
    outcome: outcome.outcome,
    reason: outcome.outcome === 'delivered' ? null : outcome.reason,
    detail: cleanDetail(outcome.detail),
    tookMs: Math.max(0, Math.round(clock.now() - at)),
  };
}

function addresseeOf(
  { organisation }: ChannelServiceParts,
  { person, language, user, channel }: ChannelTest,
): Addressee | null {
  if (person === undefined) {
    const nobody = { channels: [], hasBroker: false, phone: null, email: null };
    const group = { key: `test ${channel}`, kind: 'group', name: channel } as const;
    return { ...group, ...nobody, language: language ?? 'zh-CN', user: user ?? null };
  }
  const found = organisation.people.find(({ id }) => id === person);
  if (found === undefined) return null;
  const addressee = personAddressed(found);
  return { ...addressee, language: language ?? addressee.language };
}
