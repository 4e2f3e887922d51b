// Writes docs/reference/cameras.md, which cameras are served how, from a run of the zoo. Pure: takes the results and the machine;
// returns the page.
import type { Outcome } from './run-zoo.ts';
import type { Shape } from './shape.ts';
import type { Visit } from './visit.ts';
import { longestGapMs } from './judge.ts';

export interface Run {
  /** Day of the run, such as `2026-08-30`. */
  day: string;
  ffmpeg: string;
  browser: string | null;
}

const parts: readonly Shape['part'][] = ['one thing odd', 'at once', 'every two together'];
const titles: Record<Shape['part'], string> = {
  'one thing odd': 'One thing at a time',
  'at once': 'Several cameras at once',
  'every two together': 'Every two peculiarities together',
};

export function tablePage(outcomes: readonly Outcome[], run: Run): string {
  return [
    ...opening(outcomes, run),
    ...parts.flatMap((part) =>
      section(
        part,
        outcomes.filter(({ shape }) => shape.part === part),
      ),
    ),
    ...refusalSection(outcomes),
    ...faultSection(outcomes),
    '',
  ].join('\n');
}

/** One line of counts, such as `85 shapes: 74 served, 11 named, 0 wrong`. */
export function countsText(outcomes: readonly Outcome[]): string {
  const wrong = outcomes.filter(({ faults }) => faults.length > 0).length;
  const good = outcomes.filter(({ faults }) => faults.length === 0);
  const serves = good.filter(({ shape }) => shape.expect.served).length;
  return `${outcomes.length} streams: ${serves} supported, ${good.length - serves} not supported, with the reason, ${wrong} not as expected`;
}

function opening(outcomes: readonly Outcome[], { day, ffmpeg, browser }: Run): string[] {
  return [
    '# Which cameras are served how',
    '',
    '<!-- Written by `npx fencewatch bench zoo --table docs/reference/cameras.md`; do not edit by hand. -->',
    '',
    'Each row is a stream that a test camera played to the real capture, recording and clip cutting. It was live, watched, recorded',
    'and cut; the clip was decoded in full and played in a browser. How to run it again is in [bench/zoo](../../bench/zoo/README.md).',
    '',
    `Run on ${day} with ffmpeg ${ffmpeg}${browser === null ? '' : ` and Chromium ${browser}`}: **${countsText(outcomes)}**.`,
    '',
    '- *live*: seconds from the start of the capture to the first picture, on a busy two-core machine. A test camera with key frames',
    '  27 s or 60 s apart is entered in the middle of a group.',
    '- *decoded*: key frames only, which is cheap, or everything, when key frames are too far apart for a look each second.',
    '- *pictures*: how many came in the seconds after the first. *Gap*: the longest in the recording.',
    '- *browser*: whether Chromium plays the clip. It has no licence for H.265 on every machine, and no browser plays Motion JPEG in MP4:',
    '  such clips are kept and can be downloaded.',
    '- *said*: what health tells the operator meanwhile, by its code.',
  ];
}

function section(part: Shape['part'], outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.filter(({ shape }) => shape.expect.served);
  if (rows.length === 0) return [];
  return [
    '',
    `## ${titles[part]}`,
    '',
    '| stream | live | decoded | pictures | gap | clip | browser | said | as expected |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(servedRow),
  ];
}

function servedRow({ shape, visits, faults }: Outcome): string {
  const [visit] = visits;
  if (!visit) return row([shape.name, '', '', '', '', '', '', '', 'not run']);
  const { clip } = visit;
  const slowest = Math.max(...visits.map(({ liveAfterMs }) => liveAfterMs ?? Infinity));
  return row([
    shape.name,
    Number.isFinite(slowest) ? `${(slowest / 1000).toFixed(1)} s` : 'never',
    decoded(visit),
    `${visit.pictures.length} in ${Math.round(shape.watchMs / 1000)} s`,
    `${(longestGapMs(visit) / 1000).toFixed(1)} s`,
    clip.made ? `${clip.codec}, ${clip.seconds.toFixed(1)} s` : 'none',
    clip.made ? browserWord(clip.browser) : '',
    codes(visit),
    faults.length === 0 ? 'yes' : '**no**',
  ]);
}

function decoded({ health }: Visit): string {
  return health?.decode === 'full' ? 'all' : 'key frames';
}

function browserWord(verdict: Extract<Visit['clip'], { made: true }>['browser']): string {
  switch (verdict) {
    case null:
      return '';
    case 'plays':
      return 'plays';
    case 'refuses':
    case 'hangs':
      return 'does not play';
  }
}

function codes({ said }: Visit): string {
  return [...said].map((code) => `\`${code}\``).join(', ');
}

function refusalSection(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.filter(({ shape }) => !shape.expect.served);
  if (rows.length === 0) return [];
  return [
    '',
    '## Cameras that cannot work, and what is reported',
    '',
    '| camera | state | said | wrong log-ins in 25 s | as expected |',
    '|---|---|---|---|---|',
    ...rows.map(({ shape, visits, faults }) =>
      row([
        shape.name,
        visits[0]?.health?.state ?? '',
        `\`${visits[0]?.health?.reason?.code ?? ''}\``,
        String(Math.max(0, ...visits.map(({ wrongTries }) => wrongTries))),
        faults.length === 0 ? 'yes' : '**no**',
      ]),
    ),
  ];
}

function faultSection(outcomes: readonly Outcome[]): string[] {
  const wrong = outcomes.filter(({ faults }) => faults.length > 0);
  if (wrong.length === 0) return [];
  return [
    '',
    '## Not as expected',
    '',
    ...wrong.map(({ shape, faults }) => `- ${shape.name}: ${faults.join('; ')}`),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
