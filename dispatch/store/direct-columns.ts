// The columns of a direct message to a person; all are empty for a message to a topic of the broker.
import { jsonb, text } from 'drizzle-orm/pg-core';
import type { ChannelTry } from '../../contracts/index.ts';
import type { Progress } from '../delivery/after-attempt.ts';
import type { Addressee } from '../routing/addressee.ts';
import { time } from './columns.ts';

export const directColumns = () => ({
  addressee: jsonb('addressee').$type<Addressee>(),
  addresseeKey: text('addressee_key'),
  /** The channel that is tried next, or that accepted the message. */
  channel: text('channel'),
  nextAt: time('next_at').notNull().default(0),
  progress: jsonb('progress').$type<Progress>(),
  /** The last attempts, the latest last. */
  tries: jsonb('tries').$type<ChannelTry[]>(),
  queuedAt: time('queued_at'),
});
