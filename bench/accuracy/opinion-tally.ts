// Counts the results and the cost of second opinions over a run. Takes the report of each frame; returns sums.
import type { OpinionWord } from '../../contracts/index.ts';
import type { OpinionReport } from '../../edge/pipeline/second-opinions.ts';

export interface OpinionTally {
  /** Objects whose alert was due. */
  asked: number;
  /** How often each word was given; `agrees` when there was none. */
  said: Partial<Record<OpinionWord | 'agrees', number>>;
  /** Runs of the model. */
  runs: number;
  /** Wall-clock time. */
  tookMs: number;
}

export const noOpinions: OpinionTally = { asked: 0, said: {}, runs: 0, tookMs: 0 };

export function withReport(tally: OpinionTally, report: OpinionReport | null): OpinionTally {
  if (!report) return tally;
  const said: OpinionTally['said'] = {};
  for (const { says } of report.opinions)
    for (const word of says.length === 0 ? (['agrees'] as const) : says)
      said[word] = (said[word] ?? 0) + 1;
  const { opinions, runs, tookMs } = report;
  return sumOf([tally, { asked: opinions.length, said, runs, tookMs }]);
}

export function sumOf(tallies: readonly OpinionTally[]): OpinionTally {
  const sum: OpinionTally = { ...noOpinions, said: {} };
  for (const { asked, said, runs, tookMs } of tallies) {
    sum.asked += asked;
    sum.runs += runs;
    sum.tookMs += tookMs;
    for (const [word, count] of Object.entries(said))
      sum.said[word as OpinionWord] = (sum.said[word as OpinionWord] ?? 0) + count;
  }
  return sum;
}

/** Like "7 asked: agrees 4, person 3; 63 runs, 1.2 s". */
export function opinionText({ asked, said, runs, tookMs }: OpinionTally): string {
  const words = Object.entries(said).map(([word, count]) => `${word} ${count}`);
  const what = words.length > 0 ? `: ${words.join(', ')}` : '';
  return `${asked} asked${what}; ${runs} runs, ${(tookMs / 1000).toFixed(1)} s`;
}
