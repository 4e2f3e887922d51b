// The process of a trial: reads one candidate from its standard input, tries it, and writes one report to descriptor 3. It may
// hang, use too much memory or crash; `trial.ts` handles that. Takes and returns JSON.
import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { ModelError } from '../../models/index.ts';
import { runTrial, trialPicture } from '../../detectors/run-trial.ts';
import { candidateSchema, type TrialReport } from './trial-report.ts';

const reportDescriptor = 3;

async function report(): Promise<TrialReport> {
  try {
    const model = candidateSchema.parse(JSON.parse(await text(process.stdin)));
    return { ok: true, trial: await runTrial(model, await trialPicture()) };
  } catch (error) {
    const reason = error instanceof ModelError ? error.reason : 'not-servable';
    return { ok: false, reason, message: error instanceof Error ? error.message : String(error) };
  }
}

// The program is loaded: the model's time limit starts here.
writeSync(reportDescriptor, '\n');
const bytes = Buffer.from(JSON.stringify(await report()));
for (let sent = 0; sent < bytes.length;) sent += writeSync(reportDescriptor, bytes, sent);
process.exit(0);
