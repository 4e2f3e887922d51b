// `fencewatch fences advise`: finds the change of a fence that would have avoided most void alerts without losing a confirmed
// one. Takes a log and a file of verdicts, or asks dispatch for both; prints the proposal with both lists. Changes nothing;
// returns the exit code.
import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { describeFaults, type FenceFile } from '../contracts/index.ts';
import { advise, type AdviseQuestion, type Verdict } from '../geofences/index.ts';
import { ObservationLogError, type LogBatch } from '../observation-log/index.ts';
import { advicePage, type AdvicePage } from './advice-page.ts';
import { printAdvice } from './advice-report.ts';
import { askDispatch, type DispatchAsked } from './fence-history.ts';
import { openSource, type SourceOptions } from './fences-source.ts';
import { parseMoment } from './moment.ts';
import { loadSite } from './site-file.ts';
import { loadVerdicts } from './verdict-file.ts';

export interface FencesAdviseOptions extends SourceOptions {
  site: string;
  fence: string;
  labels?: string;
  dispatch?: string;
  draft?: string;
  report?: string;
  json?: boolean;
}

type Source = () => AsyncIterable<LogBatch> | Promise<AsyncIterable<LogBatch> | string>;

interface Labelled {
  readonly file: FenceFile;
  readonly verdicts: readonly Verdict[];
  readonly source: Source;
  readonly pictureOf: AdvicePage['pictureOf'];
}

export async function adviseFence(options: FencesAdviseOptions): Promise<0 | 2 | 3> {
  const loaded = await loadSite(options.site);
  if (!loaded.ok) return refuse(describeFaults(loaded.faults));
  const { timezone, calendar } = loaded.site;
  const labelled =
    options.dispatch === undefined
      ? await fromFiles(options, loaded.site)
      : await fromDispatch(options, options.dispatch, timezone);
  if (typeof labelled === 'string') return refuse(labelled);
  const { file, verdicts, source, pictureOf } = labelled;
  try {
    const advice = await advise({
      file,
      verdicts,
      timezone,
      calendar,
      replay: (feed) => replay(source, file.camera, feed),
    });
    printAdvice(advice, { file, timezone, json: options.json ?? false });
    if (options.draft !== undefined && advice.proposal)
      await writeFile(
        options.draft,
        stringify({ fences: [{ ...file, ...advice.proposal.change }] }),
      );
    if (options.report !== undefined)
      await writeFile(options.report, await advicePage({ advice, file, timezone, pictureOf }));
    return 0;
  } catch (error) {
    if (error instanceof BadSource) return refuse(error.message);
    if (!(error instanceof ObservationLogError)) throw error;
    console.error(error.message);
    return 3;
  }
}

class BadSource extends Error {}

/** Feeds the camera's observations, in order. */
async function replay(
  source: Source,
  camera: string,
  feed: Parameters<AdviseQuestion['replay']>[0],
): Promise<void> {
  const batches = await source();
  if (typeof batches === 'string') throw new BadSource(batches);
  for await (const { observations, watched } of batches)
    feed(
      observations.filter(({ cameraId }) => cameraId === camera),
      watched,
    );
}

type LoadedSite = Extract<Awaited<ReturnType<typeof loadSite>>, { ok: true }>['site'];

async function fromFiles(
  options: FencesAdviseOptions,
  site: LoadedSite,
): Promise<Labelled | string> {
  const { fence, labels } = options;
  if (labels === undefined) return 'expected --labels FILE, or --dispatch URL';
  const written = site.writtenFences.find(({ id }) => id === fence);
  if (!written) return `--fence: the site file has no fence "${fence}"`;
  const read = await loadVerdicts(labels, site.timezone);
  if (!read.ok)
    return describeFaults(
      read.faults.map((fault) => ({ ...fault, path: `${labels}${fault.path}` })),
    );
  const strange = read.verdicts.find(
    ({ fenceId }) => !site.fences.some(({ id }) => id === fenceId),
  );
  if (strange) return `${strange.id}.fence: the site file has no fence "${strange.fenceId}"`;
  const verdicts = read.verdicts.filter(({ fenceId }) => fenceId === fence);
  const pictureOf = () => Promise.resolve(null);
  return { file: written, verdicts, source: () => openSource(options, site), pictureOf };
}

async function fromDispatch(
  { fence: fenceId, from, to }: FencesAdviseOptions,
  dispatch: string,
  timezone: string,
): Promise<Labelled | string> {
  const asked = dispatchSpan({ dispatch, from, to }, timezone);
  if (typeof asked === 'string') return asked;
  const history = await askDispatch({ ...asked, fenceId });
  return typeof history === 'string'
    ? history
    : { ...history, pictureOf: ({ id }) => history.pictureOf(id) };
}

/** What to ask dispatch for and with which token, or what is missing. */
export function dispatchSpan(
  {
    dispatch: url,
    from,
    to,
  }: { dispatch: string; from?: string | undefined; to?: string | undefined },
  timezone: string,
): Omit<DispatchAsked, 'fenceId'> | string {
  const token = process.env['FENCEWATCH_TOKEN'] ?? '';
  if (token === '')
    return 'expected a token of dispatch in the environment variable FENCEWATCH_TOKEN';
  if (!URL.canParse(url))
    return `--dispatch: expected an address such as https://dispatch.example, got "${url}"`;
  if (from === undefined || to === undefined) return 'expected --from and --to with --dispatch';
  const begin = parseMoment(from, timezone);
  const end = parseMoment(to, timezone);
  if (typeof begin === 'string') return `--from: ${begin}`;
  if (typeof end === 'string') return `--to: ${end}`;
  return { url, token, from: begin, to: end };
}

function refuse(message: string): 2 {
  console.error(message);
  return 2;
}
