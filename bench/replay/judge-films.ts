// Judges every incident of films again, from nothing but what a bundle keeps. Takes films; returns for each how many alerts came out
// identical, and every one that did not, in words.
import { judgeAgain, type AlertVerdict } from '../../cli/replay/judge-again.ts';
import { keptIn } from '../../cli/replay/replay-source.ts';
import { messageOf } from '../../host/error-message.ts';
import { recordOfFilm, type Film, type FilmRecord } from './film-record.ts';

export interface JudgedFilm {
  film: string;
  frames: number;
  incidents: number;
  alerts: number;
  /** Identical, bit for bit. */
  same: number;
  /** What is not, one line each. */
  others: string[];
}

/** @param film its name, for people */
export async function judgeFilm(film: string, parts: Film): Promise<JudgedFilm> {
  try {
    return await judgeRecord(film, await recordOfFilm(parts));
  } catch (error) {
    const none = { film, frames: 0, incidents: 0, alerts: 0, same: 0 };
    return { ...none, others: [`undecided: ${messageOf(error)}`] };
  }
}

export async function judgeRecord(
  film: string,
  { record, files, frames }: FilmRecord,
): Promise<JudgedFilm> {
  const { alerts, unheard } = await judgeAgain(record, keptIn(record, files));
  const others = alerts.flatMap(({ incidentId, sequence, result }) =>
    linesOf(result).map((line) => `${incidentId}-${sequence}: ${line}`),
  );
  const extra = unheard.map(
    ({ incidentId, sequence, event }) => `${incidentId}-${sequence}: ${event} came only now`,
  );
  return {
    film,
    frames,
    incidents: record.incidents.length,
    alerts: alerts.length,
    same: alerts.filter(({ result }) => result.verdict === 'same').length,
    others: [...others, ...extra],
  };
}

function linesOf(result: AlertVerdict): string[] {
  switch (result.verdict) {
    case 'same':
      return [];
    case 'not-raised':
      return ['the engine does not raise it'];
    case 'cannot-be-said':
      return [`undecided; missing: ${result.missing}`];
    case 'differs':
      return result.differences.map(
        ({ path, then, now }) => `${path}: was ${JSON.stringify(then)}, is ${JSON.stringify(now)}`,
      );
  }
}

export function filmText({ film, frames, incidents, alerts, same, others }: JudgedFilm): string {
  const head = `${film}: ${frames} frames, ${incidents} incidents, ${same} of ${alerts} alerts identical`;
  return [head, ...others.map((line) => `  ${line}`)].join('\n');
}

export function totalText(films: readonly JudgedFilm[]): string {
  const sum = (of: (one: JudgedFilm) => number) =>
    films.reduce((total, film) => total + of(film), 0);
  const [incidents, alerts] = [sum((one) => one.incidents), sum((one) => one.alerts)];
  const same = sum((one) => one.same);
  return `${films.length} films, ${incidents} incidents, ${same} of ${alerts} alerts identical`;
}

/** 0: all is identical. 1: something differs. 2: nothing could be compared. */
export function exitCodeOf(films: readonly JudgedFilm[]): 0 | 1 | 2 {
  if (films.some(({ others }) => others.length > 0)) return 1;
  return films.some(({ alerts }) => alerts > 0) ? 0 : 2;
}
