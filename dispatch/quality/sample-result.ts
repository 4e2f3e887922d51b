// The result of a quality check. Pure: takes the sample with its verdicts; returns per person the table of first by second
// verdicts, the agreement, the excluded cases with their reason, and the cases that differ.
import {
  leftOutReasons,
  type Agreement,
  type CheckResult,
  type LeftOutReason,
  type SampleCheck,
} from '../../contracts/index.ts';
import { agreementOf, type Pair } from './agreement.ts';
import type { GivenVerdict, SampledCase, SampleFile } from './quality-store.ts';
import { checksOf, tellsVerdict } from './sample-view.ts';

export interface JudgedCase extends SampledCase {
  given: GivenVerdict | null;
  leftOut: LeftOutReason | null;
}

/** All cases of the sample with the verdicts of this person. */
export function casesOf(file: SampleFile, person: string): JudgedCase[] {
  const filterTells = file.drawnBy === person && tellsVerdict(file.filter);
  return file.cases.map((one) => {
    const given =
      file.verdicts.find(
        ({ position, person: by }) => by === person && position === one.position,
      ) ?? null;
    return { ...one, given, leftOut: leftOutOf(given, filterTells) };
  });
}

function leftOutOf(given: GivenVerdict | null, filterTells: boolean): LeftOutReason | null {
  if (given === null) return 'not-judged';
  if (given.hadPart) return 'own-part';
  if (given.hadOpened) return 'opened-before';
  if (filterTells) return 'filter-tells';
  return given.verdict === 'cannot-be-said' ? 'cannot-be-said' : null;
}

export function resultOf(file: SampleFile, check: SampleCheck): CheckResult {
  const judged = casesOf(file, check.person);
  const compared = judged.flatMap((one) =>
    one.given !== null && one.leftOut === null ? [{ ...one, given: one.given }] : [],
  );
  const pairs = compared.map(({ first, given }) => [first, given.verdict] as const);
  return {
    ...check,
    table: tableOf(pairs),
    leftOut: leftOutReasons.flatMap((why) => {
      const count = judged.filter(({ leftOut }) => leftOut === why).length;
      return count === 0 ? [] : [{ why, count }];
    }),
    byVerdict: agreementOf(pairs),
    bySide: agreementOf(pairs.map(([first, second]) => [sideOf(first), sideOf(second)])),
    differ: compared
      .filter(({ first, given }) => first !== given.verdict)
      .map(({ position, caseId, first, firstBy, given: { verdict: second, note } }) => ({
        ...{ position, caseId, first, firstBy, second, note },
      })),
  };
}

function tableOf<First extends string, Second extends string>(
  pairs: readonly (readonly [First, Second])[],
): { first: First; second: Second; count: number }[] {
  const cells = new Map<string, { first: First; second: Second; count: number }>();
  for (const [first, second] of pairs) {
    const cell = cells.get(`${first} ${second}`) ?? { first, second, count: 0 };
    cells.set(`${first} ${second}`, { ...cell, count: cell.count + 1 });
  }
  return [...cells.values()];
}

/** The alert was right, or void for any reason. */
function sideOf(verdict: string): 'right' | 'no-matter' {
  return verdict === 'confirmed' ? 'right' : 'no-matter';
}

export interface Between {
  one: string;
  other: string;
  agreement: Agreement;
}

/** Each pair of persons who have ended their checks, on the cases that both have judged. */
export function betweenOf(file: SampleFile): Between[] {
  const people = checksOf(file)
    .filter(({ finishedAt }) => finishedAt !== null)
    .map(({ person }) => ({ person, said: saidBy(file, person) }));
  return people.flatMap(({ person: one, said }, index) =>
    people.slice(index + 1).map(({ person: other, said: otherSaid }) => {
      const pairs = [...said].flatMap(([position, verdict]): Pair[] => {
        const second = otherSaid.get(position);
        return second === undefined ? [] : [[verdict, second]];
      });
      return { one, other, agreement: agreementOf(pairs) };
    }),
  );
}

function saidBy(file: SampleFile, person: string): Map<number, string> {
  return new Map(
    casesOf(file, person).flatMap(({ position, given, leftOut }) =>
      given !== null && leftOut === null ? [[position, given.verdict] as const] : [],
    ),
  );
}
