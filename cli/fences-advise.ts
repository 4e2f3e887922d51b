// `fencewatch fences advise`: finds the change of a fence that would have avoided most void alerts without losing a confirmed
// one. Takes a log and a file of verdicts, or asks dispatch for both; prints the proposal with both lists. Changes nothing;
// returns the exit code.
import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import { describeFaults, type FenceFile } from '../contracts/index.ts';
import { advise, ObservationLogError, type LogBatch, type Verdict } from '../geofences/index.ts';
import { printAdvice } from './advice-report.ts';
import { askDispatch } from './dispatch-past.ts';
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
  json?: boolean;
}

type Source = () => AsyncIterable<LogBatch> | Promise<AsyncIterable<LogBatch> | string>;

interface Labelled {
  readonly file: FenceFile;
  readonly verdicts: readonly Verdict[];
  readonly source: Source;
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
  const { file, verdicts, source } = labelled;
  try {
    const advice = await advise({
      ...{ file, verdicts, timezone, calendar },
      replay: async (feed) => {
        const batches = await source();
        if (typeof batches === 'string') throw new BadSource(batches);
        for await (const { observations, watched } of batches)
          feed(
            observations.filter(({ cameraId }) => cameraId === file.camera),
            watched,
          );
      },
    });
    printAdvice(advice, { file, timezone, json: options.json ?? false });
    if (options.draft !== undefined && advice.proposal)
      await writeFile(
        options.draft,
        stringify({ fences: [{ ...file, ...advice.proposal.change }] }),
      );
    return 0;
  } catch (error) {
    if (error instanceof BadSource) return refuse(error.message);
    if (!(error instanceof ObservationLogError)) throw error;
    console.error(error.message);
    return 3;
  }
}

class BadSource extends Error {}

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
  return { file: written, verdicts, source: () => openSource(options, site) };
}

async function fromDispatch(
  { fence: fenceId, from, to }: FencesAdviseOptions,
  url: string,
  timezone: string,
): Promise<Labelled | string> {
  const token = process.env['FENCEWATCH_TOKEN'] ?? '';
  if (token === '')
    return 'expected a token of dispatch in the environment variable FENCEWATCH_TOKEN';
  if (!URL.canParse(url))
    return `--dispatch: expected an address such as https://dispatch.example, came "${url}"`;
  if (from === undefined || to === undefined) return 'expected --from and --to with --dispatch';
  const [begin, end] = [parseMoment(from, timezone), parseMoment(to, timezone)];
  if (typeof begin === 'string') return `--from: ${begin}`;
  if (typeof end === 'string') return `--to: ${end}`;
  return askDispatch({ url, token, fenceId, from: begin, to: end });
}

function refuse(message: string): 2 {
  console.error(message);
  return 2;
}
