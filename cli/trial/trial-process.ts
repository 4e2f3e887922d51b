// The process that a trial runs in: reads one candidate from its standard input, tries it, and writes one report to
// descriptor 3. It may hang, swell or die; `trial.ts` started it and sees to that. Takes and gives JSON.
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

// Loaded: from here on the time counts.
writeSync(reportDescriptor, '\n');
const bytes = Buffer.from(JSON.stringify(await report()));
for (let sent = 0; sent < bytes.length;) sent += writeSync(reportDescriptor, bytes, sent);
process.exit(0);
