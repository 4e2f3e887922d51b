// Quality checks in the database: samples, their cases with the verdict at that time, checks, and second verdicts.
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { maxCheckers, type SampleFilter } from '../../contracts/index.ts';
import { labelOf } from '../cases/label-of.ts';
import type { Draw, GivenVerdict, QualityStore, SampleFile } from '../quality/quality-store.ts';
import { stepsOfEach } from './act-on-case.ts';
import { conditionsOf } from './case-conditions.ts';
import type { Database } from './database.ts';
import { caseOpenings } from './people-schema.ts';
import {
  qualityCases,
  qualityChecks,
  qualityReaders,
  qualitySamples,
  qualityVerdicts,
} from './quality-schema.ts';
import { cases, caseSteps } from './schema.ts';

export function createQualityStore(database: Database): QualityStore {
  return {
    population: (filter) => population(database, filter),
    draw: (wish, pick) =>
      database.transaction((transaction) => draw(transaction, wish, pick), {
        isolationLevel: 'repeatable read',
      }),
    list: async (limit) =>
      withContent(
        database,
        await database
          .select()
          .from(qualitySamples)
          .orderBy(desc(qualitySamples.sample))
          .limit(limit),
      ),
    find: (sample) => find(database, sample),
    begin: (sample, person, at) =>
      database.transaction((transaction) => begin(transaction, { sample, person, at })),
    judge: async (sample, verdict) => {
      const added = database
        .insert(qualityVerdicts)
        .values({ sample, ...verdict })
        .onConflictDoNothing();
      return (await added.returning({ position: qualityVerdicts.position })).length > 0;
    },
    finish: async (sample, person, finishedAt) => {
      const own = and(eq(qualityChecks.sample, sample), eq(qualityChecks.person, person));
      await database
        .update(qualityChecks)
        .set({ finishedAt })
        .where(and(own, isNull(qualityChecks.finishedAt)));
    },
    noteReader: async (sample, person, at) => {
      await database.insert(qualityReaders).values({ sample, person, at }).onConflictDoNothing();
    },
    knownTo: (caseId, person) => knownTo(database, caseId, person),
  };
}

async function find(database: Database, sample: number): Promise<SampleFile | null> {
  const rows = await database
    .select()
    .from(qualitySamples)
    .where(eq(qualitySamples.sample, sample));
  return (await withContent(database, rows))[0] ?? null;
}

async function population(database: Database, filter: SampleFilter): Promise<string[]> {
  const judged = { ...filter, isJudged: true, isSeenByCamera: true };
  const rows = await database
    .select({ id: cases.id })
    .from(cases)
    .where(conditionsOf(database, judged))
    .orderBy(asc(cases.id));
  return rows.map(({ id }) => id);
}

async function draw(
  database: Database,
  wish: Draw,
  pick: (ids: readonly string[]) => string[],
): Promise<number | null> {
  const ids = await population(database, wish.filter);
  const drawn = pick(ids);
  const logs = await stepsOfEach(database, drawn);
  const rows = drawn.flatMap((caseId) => {
    const said = labelOf(logs.get(caseId) ?? []);
    return said === null ? [] : [{ caseId, said }];
  });
  if (rows.length === 0) return null;
  const [row] = await database
    .insert(qualitySamples)
    .values({ ...wish, size: rows.length, population: ids.length })
    .returning({ sample: qualitySamples.sample });
  if (row === undefined) throw new Error('the database kept no sample');
  await database.insert(qualityCases).values(
    rows.map(({ caseId, said: { verdict: first, person: firstBy, at: firstAt } }, index) => ({
      ...{ sample: row.sample, position: index + 1, caseId },
      ...{ first, firstBy, firstAt },
    })),
  );
  return row.sample;
}

type Row = Omit<SampleFile, 'cases' | 'checks' | 'verdicts' | 'readers'>;

async function withContent(database: Database, rows: readonly Row[]): Promise<SampleFile[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ sample }) => sample);
  const sampled = await database
    .select()
    .from(qualityCases)
    .where(inArray(qualityCases.sample, ids))
    .orderBy(asc(qualityCases.position));
  const checks = await database
    .select()
    .from(qualityChecks)
    .where(inArray(qualityChecks.sample, ids))
    .orderBy(asc(qualityChecks.begunAt), asc(qualityChecks.person));
  const verdicts = await database
    .select()
    .from(qualityVerdicts)
    .where(inArray(qualityVerdicts.sample, ids))
    .orderBy(asc(qualityVerdicts.position));
  const readers = await database
    .select()
    .from(qualityReaders)
    .where(inArray(qualityReaders.sample, ids));
  return rows.map((row) => ({
    ...row,
    cases: ofSample(sampled, row),
    checks: ofSample(checks, row),
    verdicts: ofSample(verdicts, row),
    readers: ofSample(readers, row).map(({ person }) => person),
  }));
}

function ofSample<T extends { sample: number }>(rows: readonly T[], { sample }: Row) {
  return rows.flatMap(({ sample: own, ...row }) => (own === sample ? [row] : []));
}

interface Begun {
  sample: number;
  person: string;
  at: number;
}

/** The row of the sample is locked, so that two who begin at once are counted. */
async function begin(database: Database, { sample, person, at }: Begun) {
  await database
    .select({ sample: qualitySamples.sample })
    .from(qualitySamples)
    .where(eq(qualitySamples.sample, sample))
    .for('update');
  const checks = await database
    .select({ person: qualityChecks.person })
    .from(qualityChecks)
    .where(eq(qualityChecks.sample, sample));
  if (checks.some((one) => one.person === person)) return 'begun' as const;
  const isReader = and(eq(qualityReaders.sample, sample), eq(qualityReaders.person, person));
  const [reader] = await database.select().from(qualityReaders).where(isReader);
  if (reader !== undefined) return 'has-seen' as const;
  if (checks.length >= maxCheckers) return 'full' as const;
  await database.insert(qualityChecks).values({ sample, person, begunAt: at });
  return 'begun' as const;
}

async function knownTo(
  database: Database,
  caseId: string,
  person: string,
): Promise<Pick<GivenVerdict, 'hadOpened' | 'hadPart'>> {
  const opened = await database
    .select({ at: caseOpenings.at })
    .from(caseOpenings)
    .where(and(eq(caseOpenings.caseId, caseId), eq(caseOpenings.username, person)));
  const steps = await database
    .select({ id: caseSteps.id })
    .from(caseSteps)
    .where(and(eq(caseSteps.caseId, caseId), eq(caseSteps.actor, person)))
    .limit(1);
  return { hadOpened: opened.length > 0, hadPart: steps.length > 0 };
}
