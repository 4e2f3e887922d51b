// What a person may see of a sample. Pure: takes the sample and the person; returns its fields without anything that reveals first
// verdicts before the person has given a verdict.
import {
  maxCheckers,
  type SampleCheck,
  type SampleFilter,
  type SampleView,
} from '../../contracts/index.ts';
import type { SampleFile } from './quality-store.ts';

type Standing = SampleView['standing'];

export function viewOf(file: SampleFile, person: string): SampleView {
  const { sample, drawnAt, drawnBy, size, population, seed, isOwnSeed } = file;
  const standing = standingOf(file, person);
  const knows = drawnBy === person || standing === 'finished' || standing === 'has-seen';
  return {
    ...{ sample, drawnAt, drawnBy, size, population, seed, isOwnSeed, standing },
    filter: knows ? file.filter : null,
    reason: knows ? file.reason : null,
    checks: checksOf(file),
    next: standing === 'checking' ? nextOf(file, person) : null,
  };
}

export function standingOf({ checks, readers }: SampleFile, person: string): Standing {
  const own = checks.find((one) => one.person === person);
  if (own !== undefined) return own.finishedAt === null ? 'checking' : 'finished';
  if (readers.includes(person)) return 'has-seen';
  return checks.length >= maxCheckers ? 'full' : 'may-check';
}

export function checksOf({ checks, verdicts }: SampleFile): SampleCheck[] {
  return checks.map((one) => ({
    ...one,
    judged: verdicts.filter(({ person }) => person === one.person).length,
  }));
}

/** The first case without a verdict of this person. */
export function nextOf({ cases, verdicts }: SampleFile, person: string): number | null {
  const own = verdicts.filter((one) => one.person === person);
  const judged = new Set(own.map(({ position }) => position));
  return cases.find(({ position }) => !judged.has(position))?.position ?? null;
}

/** Whether the filter alone reveals something about the first verdict. */
export function tellsVerdict({ verdict, states, person }: SampleFilter): boolean {
  return verdict !== undefined || states !== undefined || person !== undefined;
}
