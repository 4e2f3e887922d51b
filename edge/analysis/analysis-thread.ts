// The entry point of an analysis thread. It holds the models and the analyzers of its cameras, answers each message from the main
// thread, and ends when the main thread ends.
import { readlinkSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { createAnalyzer, type Analyzer } from '../../detectors/analyzer.ts';
import { countRuns } from '../../detectors/count-runs.ts';
import { createDetector } from '../../detectors/create-detector.ts';
import type { Detector } from '../../detectors/detector.ts';
import type { ResolvedModel } from '../../models/index.ts';
import type {
  Analysed,
  Answer,
  Ask,
  Asks,
  AskName,
  OpinionsAnswer,
  ThreadSettings,
  ThreadUsage,
} from './messages.ts';

const port = parentPort;
if (!port) throw new Error('analysis-thread.ts runs as a thread');

/** The time limit of a second opinion, and so the longest delay of an alert. */
const opinionLimits = { now: () => performance.now(), mostMs: 5000 };

const settings = workerData as ThreadSettings;
const detectors = new Map<string, Promise<Detector>>();
const analyzers = new Map<string, Analyzer>();
const runs: Record<string, number> = {};

port.on('message', (ask: Ask) => void answerTo(ask));

async function answerTo(ask: Ask): Promise<void> {
  try {
    const answer = await work(ask);
    send({ id: ask.id, ok: true, answer }, lentBy(ask));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const rgb = lentBy(ask);
    send({ id: ask.id, ok: false, message, ...(rgb && { rgb }) }, rgb);
  }
}

/** The picture that is returned with the answer. */
function lentBy(ask: Ask): Uint8Array | null {
  return ask.name === 'analyze' || ask.name === 'opinions' ? ask.frame.rgb : null;
}

function send(answer: Answer, rgb: Uint8Array | null): void {
  port?.postMessage(answer, rgb ? [rgb.buffer as ArrayBuffer] : []);
}

function work(ask: Ask): Asks[AskName]['answer'] | Promise<Asks[AskName]['answer']> {
  switch (ask.name) {
    case 'model':
      return detectorOf(ask.model).then(({ input, provider = null }) => ({
        input,
        provider,
      }));
    case 'open':
      return open(ask);
    case 'analyze':
      return analyze(ask);
    case 'opinions':
      return giveOpinions(ask);
    case 'fences':
      analyzerOf(ask.cameraId).setFences(ask.fences);
      return null;
    case 'confirm':
      analyzerOf(ask.cameraId).confirmView();
      return null;
    case 'snapshot':
      return analyzerOf(ask.cameraId).snapshot();
    case 'usage':
      return usage();
  }
}

async function analyze({ frame, attention }: Asks['analyze']['ask']): Promise<Analysed> {
  const analyzer = analyzerOf(frame.cameraId);
  const observation = await analyzer.analyze(frame, attention);
  const { rgb } = frame;
  return { observation, crops: analyzer.crops(), setAside: analyzer.setAside(), rgb };
}

async function giveOpinions({ frame, wishes }: Asks['opinions']['ask']): Promise<OpinionsAnswer> {
  const given = await analyzerOf(frame.cameraId).giveOpinions(frame, wishes);
  return { ...given, rgb: frame.rgb };
}

async function open({ cameraId, model, second, seed }: Asks['open']['ask']): Promise<{
  fault: string | null;
}> {
  const { fences, snapshot } = seed;
  const detector = await detectorOf(model);
  const parts = {
    detector,
    fences,
    opinionLimits,
    ...(second && { second: await detectorOf(second) }),
  };
  try {
    analyzers.set(cameraId, createAnalyzer({ ...parts, ...(snapshot && { snapshot }) }));
    return { fault: null };
  } catch (error) {
    // A bad snapshot must not stop the analysis: learn the background again instead.
    analyzers.set(cameraId, createAnalyzer(parts));
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function analyzerOf(cameraId: string): Analyzer {
  const analyzer = analyzers.get(cameraId);
  if (!analyzer) throw new Error(`no analyzer of camera ${cameraId} on this thread`);
  return analyzer;
}

function detectorOf(model: ResolvedModel): Promise<Detector> {
  const opened = detectors.get(model.sha256) ?? openCounted(model);
  detectors.set(model.sha256, opened);
  // Try to load it again on the next request: the file may be complete by then.
  opened.catch(() => detectors.delete(model.sha256));
  return opened;
}

async function openCounted(model: ResolvedModel): Promise<Detector> {
  return countRuns(await createDetector({ model, provider: settings.provider }), runs);
}

function usage(): ThreadUsage {
  return { threadId: systemThreadId(), runs: { ...runs } };
}

function systemThreadId(): number | null {
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  } catch {
    return null;
  }
}
