// The CPU time of analysing a film, compared with the unavoidable part: bare ffmpeg decoding of the same pictures plus bare ONNX
// runs of the same sizes, in the same process and run. Usage: node dist/bench/analyze-cost.js FILM SITE
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Tensor } from '../detectors/onnx-runtime.ts';
import { cpuMs } from '../cli/cpu-time.ts';
import { modelsFolder } from '../cli/models-folder.ts';
import { loadSite } from '../cli/site-file.ts';
import type { Camera, Site } from '../contracts/index.ts';
import { createDetector } from '../detectors/create-detector.ts';
import type { Detector } from '../detectors/detector.ts';
import { pixelsOfCrop } from '../detectors/families/cut-crop.ts';
import { chooseInputSize } from '../detectors/families/input-size.ts';
import { createOnnxSession } from '../detectors/onnx-session.ts';
import { openCapture } from '../edge/capture/open-capture.ts';
import { systemClock } from '../host/clock.ts';
import { createCameraPipeline } from '../edge/pipeline/pipeline.ts';
import { resolveModel, type InputSize, type ResolvedModel } from '../models/index.ts';

const rounds = 5;
const [film, siteFile] = process.argv.slice(2);
if (film === undefined || siteFile === undefined) {
  console.error('usage: node dist/bench/analyze-cost.js FILM SITE');
  process.exit(2);
}
await compare(film, siteFile);

async function compare(source: string, file: string): Promise<void> {
  const loaded = await loadSite(file);
  const camera = loaded.ok ? loaded.site.cameras[0] : undefined;
  if (!loaded.ok || !camera) throw new Error(`${file}: expected a site with a camera`);
  const model = await resolveModel({ name: camera.analysis.model, dir: modelsFolder() });
  if (model.family !== 'centernet')
    throw new Error(`expected a centernet model, got ${model.family}`);
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const ours = await analyzed({ ...camera, source }, loaded.site, model);
    const bare = {
      decodeMs: await decoded(source),
      inferenceMs: await inferred(ours.inputs, model),
    };
    const ratio = ours.cpuMs / (bare.decodeMs + bare.inferenceMs);
    // The first round warms up the compiler and the disk cache.
    if (round > 0) ratios.push(ratio);
    console.log(
      `${round === 0 ? 'warm-up' : `round ${round}`}  analyze ${ours.cpuMs} ms for ${ours.frames} frames, ` +
        `${ours.inputs.length} model runs; bare decoding ${bare.decodeMs} ms + bare runs ${bare.inferenceMs} ms; ratio ${ratio.toFixed(2)}`,
    );
  }
  ratios.sort((a, b) => a - b);
  console.log(
    `ratio min ${ratios[0]?.toFixed(2)}, median ${ratios[ratios.length >> 1]?.toFixed(2)}, max ${ratios.at(-1)?.toFixed(2)}`,
  );
}

/** Runs the pipeline over the film; also returns the model's input sizes. */
async function analyzed(camera: Camera, site: Site, model: ResolvedModel) {
  const opened = await createDetector({ model });
  const inputs: InputSize[] = [];
  const detector: Detector = {
    ...opened,
    detect: (picture, view) => {
      inputs.push(chooseInputSize(pixelsOfCrop(picture, view), opened.input));
      return opened.detect(picture, view);
    },
  };
  const begin = cpuMs();
  const pipeline = createCameraPipeline({
    camera,
    fences: site.fences,
    timezone: site.timezone,
    detector,
  });
  const capture = openCapture({
    camera,
    periodMs: camera.analysis.periodMs,
    decode: camera.analysis.decode,
    transport: 'tcp',
    signal: new AbortController().signal,
    clock: systemClock,
  });
  let frames = 0;
  for await (const frame of capture) {
    await pipeline.process(frame);
    frames++;
  }
  const cost = cpuMs() - begin;
  await opened.close();
  return { cpuMs: cost, frames, inputs };
}

/** Decodes the same key frames to raw pictures and discards them. */
async function decoded(source: string): Promise<number> {
  const begin = cpuMs();
  await promisify(execFile)('ffmpeg', [
    '-v',
    'error',
    '-threads',
    '1',
    '-skip_frame',
    'nokey',
    '-i',
    source,
    '-vsync',
    '0',
    '-an',
    '-pix_fmt',
    'rgb24',
    '-f',
    'rawvideo',
    '-y',
    '/dev/null',
  ]);
  return cpuMs() - begin;
}

async function inferred(inputs: readonly InputSize[], model: ResolvedModel): Promise<number> {
  const session = await createOnnxSession({ file: model.file });
  const name = session.inputs[0]?.name ?? '';
  const begin = cpuMs();
  for (const { width, height } of inputs) {
    const picture = new Tensor('uint8', new Uint8Array(width * height * 3).fill(114), [
      1,
      height,
      width,
      3,
    ]);
    await session.run({ [name]: picture }, 'bench');
  }
  const cost = cpuMs() - begin;
  await session.close();
  return cost;
}
