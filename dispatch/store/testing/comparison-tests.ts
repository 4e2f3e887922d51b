// Required behaviour of every database when it is compared with the custody log: whatever was changed at random is named, and nothing else.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../simulator/random.ts';
import { compareWithLog } from '../../evidence/comparison/compare-with-log.ts';
import { comparisonLines } from '../../evidence/comparison/comparison-lines.ts';
import { createCustodyStore } from '../custody-store.ts';
import type { Database, OpenDatabase } from '../database.ts';
import { createStoredFacts } from '../stored-facts.ts';
import { fillStore, type CaseThere, type FilledStore } from './filled-store.ts';
import { placeForFolders } from './place-for-folders.ts';
import { changes, type Change } from './store-changes.ts';

interface Filled extends FilledStore {
  database: Database;
}

type ComparisonTests = Record<string, (filled: Filled) => Promise<void>>;

const count = 24;

export function describeComparison(name: string, open: (folder: string) => Promise<OpenDatabase>) {
  describe(`the comparison of ${name} with the custody log`, () => {
    let folder: string;
    let opened: OpenDatabase;
    let filled: Filled;
    beforeAll(async () => {
      folder = await mkdtemp(join(placeForFolders(), 'fencewatch-comparison-'));
      opened = await open(folder);
      const { database } = opened;
      filled = { database, ...(await fillStore(database, folder, count)) };
    }, 240_000);
    afterAll(async () => {
      await opened.close();
      await rm(folder, { recursive: true, force: true });
    });

    it.each(changes.map((change) => [change.name, change] as const))(
      'says exactly that %s',
      async (_, change) => {
        const one = caseFor(filled, change);
        const said = await saidAfter(filled, (database) => carryOut(database, change, one));
        expect(bare(said)).toEqual(change.said(one).sort());
      },
    );
    for (const [title, test] of Object.entries({ ...wholeTests, ...logTests }))
      it(title, () => test(filled), 300_000);
  });
}

function compare({ log, database }: Filled, within = database, pageSize = 500) {
  const tables = { facts: createStoredFacts(within), custody: createCustodyStore(within) };
  return compareWithLog(log, tables, { pageSize });
}

class Undo extends Error {}

/** Changes, compares, and undoes it. */
async function saidAfter(
  filled: Filled,
  work: (database: Database) => Promise<void>,
  pageSize?: number,
): Promise<string[]> {
  let said: string[] = [];
  const changed = filled.database.transaction(async (transaction) => {
    await transaction.execute(sql`set local session_replication_role = replica`);
    await work(transaction);
    said = comparisonLines(await compare(filled, transaction, pageSize));
    throw new Undo();
  });
  await changed.catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return said;
}

async function carryOut(database: Database, { queries }: Change, one: CaseThere): Promise<void> {
  for (const query of queries(one)) await database.execute(query);
}

function caseFor({ cases }: Filled, { fits, name }: Change): CaseThere {
  const one = cases.find(fits);
  if (one === undefined) throw new Error(`no case for: ${name}`);
  return one;
}

const wholeTests: ComparisonTests = {
  'finds nothing where nothing was changed, however it is read': async (filled) => {
    const whole = await compare(filled);
    expect(comparisonLines(whole)).toEqual([]);
    expect(whole).toMatchObject({ rows: filled.log.size, older: 0 });
    expect(whole.facts).toBeGreaterThan(count * 4);
    expect(comparisonLines(await compare(filled, filled.database, 7))).toEqual([]);
  },

  'names every change of 120 random mixtures, and nothing else': async (filled) => {
    const random = createRandom(13);
    const below = (limit: number) => Math.floor(random() * limit);
    for (let round = 0; round < 120; round += 1) {
      const cases = shuffled(filled.cases, random).slice(0, 1 + below(5));
      const chosen = cases.flatMap((one) => {
        const fitting = changes.filter(({ fits }) => fits(one));
        const change = fitting[below(fitting.length)];
        return change === undefined ? [] : [{ one, change }];
      });
      const changeAll = async (database: Database) => {
        for (const { one, change } of chosen) await carryOut(database, change, one);
      };
      const said = await saidAfter(filled, changeAll, 1 + below(60));
      const expected = chosen.flatMap(({ one, change }) => change.said(one)).sort();
      expect(bare(said), `round ${round}`).toEqual(expected);
    }
  },

  'names the row of the log that tells of what is missing': async (filled) => {
    const [removal] = changes;
    if (removal === undefined) throw new Error('no changes');
    const one = caseFor(filled, removal);
    const [line = ''] = await saidAfter(filled, (database) => carryOut(database, removal, one));
    const row = Number(/row (\d+) of the log/.exec(line)?.[1]);
    expect((await filled.log.entries(row, row + 1))[0]).toContain(`"case":"${one.id}"`);
  },
};

const logTests: ComparisonTests = {
  'names the entry whose person was removed, and one whose person was exchanged': async (
    filled,
  ) => {
    const removed = await saidAfter(filled, async (database) => {
      await database.execute(sql`delete from custody_personal where text like '%"li"%'`);
    });
    expect(removed).toHaveLength(filled.cases.filter(({ photo }) => photo === null).length);
    expect(removed[0]).toMatch(/^removed: the person of case-step \(row \d+ of the log\)$/);
    const changed = await saidAfter(filled, async (database) => {
      await database.execute(
        sql`update custody_personal set text = replace(text, '"wu"', '"li"') where text like '%"wu"%'`,
      );
    });
    expect(changed[0]).toMatch(/^changed: the person of evidence-deleted/);
  },

  'names the first row of the log that the database has in another form': async (filled) => {
    const change = async (database: Database) => {
      await database.execute(sql`update custody_log set entry = entry || ' ' where position = 9`);
      await database.execute(sql`delete from custody_log where position = 20`);
    };
    expect(await saidAfter(filled, change, 10)).toEqual([
      'changed in the database: the log from row 9 on',
      'changed in the database: the log from row 20 on',
    ]);
  },

  'takes what waits for its row as written, and asks nothing of what came later': async (
    filled,
  ) => {
    const caseId = filled.cases[0]?.id ?? '';
    const entryAt = (at: number) =>
      `{"act":"case-step","at":${at},"details":{"state":"void","step":"void"},"outcome":"done","personal":null,"subject":{"case":"${caseId}"},"version":1}`;
    const said = await saidAfter(filled, async (database) => {
      await database.execute(
        sql`insert into case_steps (case_id, at, step, state) values (${caseId}, 77, 'void', 'void')`,
      );
      for (const at of [77, 78])
        await database.execute(sql`insert into custody_waiting (entry) values (${entryAt(at)})`);
    });
    expect(said).toEqual([]);
  },

  'counts what is older than the log apart': async (filled) => {
    let older = 0;
    const said = await saidAfter(filled, async (database) => {
      await database.execute(
        sql`insert into media (incident_id, opening, name, sha256, bytes, at)
          values ('before', 1, 'clip', 'aa', 1, -5)`,
      );
      older = (await compare(filled, database)).older;
    });
    expect(said).toEqual([]);
    expect(older).toBe(1);
  },
};

function bare(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/ \(row \d+ of the log\)$/, '')).sort();
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}
