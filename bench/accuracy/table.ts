// The table of docs/reference/accuracy.md: the same clips with the default model and YOLOX-nano at three periods, and the
// baseline. Prints Markdown to stdout and progress to stderr.
// Usage: node dist/bench/accuracy/table.js CLIPS [--models DIR]
import { parseArgs } from 'node:util';
import { modelsFolder } from '../../cli/models-folder.ts';
import { defaultAnalysis, describeFaults } from '../../contracts/index.ts';
import { createDetector } from '../../detectors/create-detector.ts';
import { ModelError, resolveModel } from '../../models/index.ts';
import { loadClips, type Clip } from './clip.ts';
import { markdownRow, markdownTable } from './columns.ts';
import type { EngineName } from './engine.ts';
import { watchedKinds } from './figures.ts';
import { measure } from './measure.ts';
import { tableHead, tableRow } from './table-row.ts';

interface Setting {
  engine: EngineName;
  model: string;
  periodMs: number;
}

const models = [defaultAnalysis.model, 'yolox-nano'];
const settings: readonly Setting[] = [
  ...models.flatMap((model) =>
    [2000, 1000, 500].map((periodMs) => ({ engine: 'fencewatch' as const, model, periodMs })),
  ),
  ...models.map((model) => ({ engine: 'naive' as const, model, periodMs: 2000 })),
  { engine: 'naive', model: 'yolox-nano', periodMs: 500 },
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { models: { type: 'string', default: modelsFolder() } },
});
const [dir, ...others] = positionals;
if (dir === undefined || others.length > 0) {
  console.error('usage: node dist/bench/accuracy/table.js CLIPS [--models DIR]');
  process.exit(2);
}
const loaded = await loadClips(dir);
if (!loaded.ok) {
  console.error(describeFaults(loaded.faults));
  process.exit(2);
}
// Each row is printed as soon as it is known, so that an interrupted run is not lost.
const kinds = watchedKinds(loaded.clips);
console.log(markdownTable([tableHead(kinds)]));
for (const setting of settings)
  for (const row of await rowOf(loaded.clips, setting)) console.log(markdownRow(row));

/** One row, or none if the model is not installed. */
async function rowOf(
  clips: readonly Clip[],
  { engine, model, periodMs }: Setting,
): Promise<string[][]> {
  console.error(`${engine} ${model} ${periodMs / 1000} s …`);
  try {
    const resolved = await resolveModel({ name: model, dir: values.models });
    const detector = await createDetector({ model: resolved });
    const measurement = await measure(clips, { engine, detector, periodMs });
    await detector.close();
    return [tableRow(measurement, watchedKinds(clips))];
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    console.error(`left out: ${error.message}`);
    return [];
  }
}
