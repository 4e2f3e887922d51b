// Mutes, with their author and reason. A mute that is ended early stays as a row with its earlier end.
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { Mute, NewMute } from '../../contracts/index.ts';
import type { Database } from './database.ts';
import { mutes } from './engine-schema.ts';

export interface MuteStore {
  add(mute: NewMute & { from: number; author: string }): Promise<Mute>;
  /** Active ones at a moment, oldest first. */
  at(moment: number): Promise<Mute[]>;
  /** Returns whether it was still active. */
  end(mute: number, moment: number): Promise<boolean>;
}

export function createMuteStore(database: Database): MuteStore {
  return {
    add: async (mute) => {
      const [row] = await database.insert(mutes).values(mute).returning();
      if (row === undefined) throw new Error('the database kept no mute');
      return row;
    },
    at: (moment) => mutesAt(database, moment),
    end: async (mute, moment) => {
      const ended = database
        .update(mutes)
        .set({ until: moment })
        .where(and(eq(mutes.mute, mute), gt(mutes.until, moment)));
      return (await ended.returning({ mute: mutes.mute })).length > 0;
    },
  };
}

export function mutesAt(database: Database, moment: number): Promise<Mute[]> {
  return database
    .select()
    .from(mutes)
    .where(and(lte(mutes.from, moment), gt(mutes.until, moment)))
    .orderBy(asc(mutes.mute));
}
