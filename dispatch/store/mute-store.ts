// Mutes, with their author and reason. A mute that is ended early stays as a row with its earlier end.
import { and, asc, desc, eq, gt, isNull, lte } from 'drizzle-orm';
import type { Mute, NewMute } from '../../contracts/index.ts';
import type { Database } from './database.ts';
import { mutes } from './engine-schema.ts';

export interface MuteStore {
  add(mute: NewMute & { from: number; author: string }): Promise<Mute>;
  /** Those that have not ended at a moment, oldest first. One that begins later was made before the clock was set back. */
  at(moment: number): Promise<Mute[]>;
  /** Returns whether it was still active. */
  end(mute: number, moment: number, by: string): Promise<boolean>;
  /** Those that have ended after `since` and by `moment`, the latest first. */
  ended(since: number, moment: number): Promise<Mute[]>;
}

export function createMuteStore(database: Database): MuteStore {
  return {
    add: async (mute) => {
      const [row] = await database.insert(mutes).values(mute).returning();
      if (row === undefined) throw new Error('the database kept no mute');
      return row;
    },
    at: (moment) => mutesAt(database, moment),
    ended: (since, moment) =>
      database
        .select()
        .from(mutes)
        .where(and(gt(mutes.until, since), lte(mutes.until, moment)))
        .orderBy(desc(mutes.until))
        .limit(500),
    end: async (mute, moment, endedBy) => {
      const ended = database
        .update(mutes)
        .set({ until: moment, endedBy })
        .where(and(eq(mutes.mute, mute), gt(mutes.until, moment)));
      return (await ended.returning({ mute: mutes.mute })).length > 0;
    },
  };
}

/** A mute that a person has ended is over, whatever the clock says since. */
export function mutesAt(database: Database, moment: number): Promise<Mute[]> {
  return database
    .select()
    .from(mutes)
    .where(and(gt(mutes.until, moment), isNull(mutes.endedBy)))
    .orderBy(asc(mutes.mute));
}
