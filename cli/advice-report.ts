// Prints the result of `fencewatch fences advise`: the change, the alerts it avoids and those it keeps, for people or as one JSON
// object.
import { stringify } from 'yaml';
import type { FenceFile } from '../contracts/index.ts';
import type { Advice, AdviceReason, Proposal, Verdict } from '../geofences/index.ts';

interface Printing {
  readonly file: FenceFile;
  readonly timezone: string;
  readonly json: boolean;
}

const reasons: Record<AdviceReason, string> = {
  'no-verdicts': 'no verdict is about an alert that this fence raises on this log',
  'no-void-case': 'no alert of this fence was void',
  'no-confirmed-case':
    'no alert of this fence was confirmed, so nothing shows which alerts must be kept',
  'nothing-helps': 'no change avoids a void alert without losing a confirmed one',
};

export function printAdvice(advice: Advice, printing: Printing): void {
  if (printing.json) console.log(JSON.stringify({ fenceId: printing.file.id, ...advice }));
  else for (const line of adviceLines(advice, printing)) console.log(line);
}

export function adviceLines(advice: Advice, printing: Printing): string[] {
  const { proposal, reason, others, places, voids, confirmed, unmatched, tried } = advice;
  return [
    `${printing.file.id}: ${voids} void and ${confirmed} confirmed alerts, ${tried} changes tried`,
    ...(unmatched.length > 0
      ? [
          `${unmatched.length} verdicts are about alerts that this version of the fence does not raise on this log`,
        ]
      : []),
    ...(proposal
      ? proposalLines(proposal, printing)
      : [`no proposal: ${reasons[reason ?? 'nothing-helps']}`]),
    ...others.map(
      (other) => `instead: ${changeText(other, printing)} avoids ${other.removed.length}`,
    ),
    ...places.map(
      (place) =>
        `a place was void ${place.times} times (${place.cause || 'no cause given'}): ` +
        `${changeText(place, printing)} avoids ${place.removed.length}`,
    ),
  ];
}

function proposalLines(proposal: Proposal, printing: Printing): string[] {
  const { removed, kept, confirmed, unjudgedLost } = proposal;
  return [
    'proposal, which changes nothing until somebody arms it:',
    ...stringify(proposal.change, { flowCollectionPadding: true })
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
    ...listLines(`avoids ${removed.length} void`, removed, printing),
    ...(kept.length > 0 ? listLines(`leaves ${kept.length} void`, kept, printing) : []),
    ...listLines(`keeps all ${confirmed.length} confirmed`, confirmed, printing),
    ...(unjudgedLost.length > 0
      ? [`also loses ${unjudgedLost.length} that nobody has judged`]
      : []),
  ];
}

function listLines(title: string, verdicts: readonly Verdict[], { timezone }: Printing): string[] {
  return [
    title,
    ...verdicts.map(
      ({ id, at, cause }) => `  ${momentText(at, timezone)}  ${id}${cause && `  ${cause}`}`,
    ),
  ];
}

function changeText({ change }: Proposal, { file }: Printing): string {
  const before = file as Record<string, unknown>;
  return Object.entries(change)
    .map(([name, value]) =>
      name === 'holes'
        ? 'a hole'
        : `${name} ${textOf(before[name]) || 'by kind'} → ${textOf(value)}`,
    )
    .join(', ');
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function momentText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
}
