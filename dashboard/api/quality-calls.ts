// The calls of quality checks: samples, the blind cases, second verdicts, and the result.
import {
  blindCaseSchema,
  sampleAgainSchema,
  sampleListSchema,
  sampleResultSchema,
  sampleViewSchema,
  type BlindCase,
  type DrawSample,
  type SampleAgain,
  type SampleResult,
  type SampleView,
  type SecondVerdict,
} from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { ownAddress } from './own-address.ts';
import type { Call } from './send.ts';

export interface QualityCalls {
  listSamples(signal?: AbortSignal): Promise<Answer<{ samples: SampleView[] }>>;
  drawSample(wish: DrawSample): Promise<Answer<SampleView>>;
  getSample(sample: number, signal?: AbortSignal): Promise<Answer<SampleView>>;
  drawAgain(sample: number): Promise<Answer<SampleAgain>>;
  beginCheck(sample: number): Promise<Answer<SampleView>>;
  finishCheck(sample: number): Promise<Answer<SampleView>>;
  getBlindCase(sample: number, position: number, signal?: AbortSignal): Promise<Answer<BlindCase>>;
  giveSecondVerdict(
    sample: number,
    position: number,
    said: { verdict: SecondVerdict; note?: string },
  ): Promise<Answer<SampleView>>;
  getSampleResult(sample: number, signal?: AbortSignal): Promise<Answer<SampleResult>>;
}

const root = '/api/quality-samples';

export function createQualityCalls(call: Call): QualityCalls {
  const step = (sample: number, name: string) =>
    call({ method: 'POST', path: `${root}/${sample}/${name}`, schema: sampleViewSchema });
  const pathOf = (sample: number, position: number) => `${root}/${sample}/cases/${position}`;
  return {
    listSamples: (signal) => call({ method: 'GET', path: root, schema: sampleListSchema, signal }),
    drawSample: (body) => call({ method: 'POST', path: root, body, schema: sampleViewSchema }),
    getSample: (sample, signal) =>
      call({ method: 'GET', path: `${root}/${sample}`, schema: sampleViewSchema, signal }),
    drawAgain: (sample) =>
      call({ method: 'GET', path: `${root}/${sample}/again`, schema: sampleAgainSchema }),
    beginCheck: (sample) => step(sample, 'begin'),
    finishCheck: (sample) => step(sample, 'finish'),
    getBlindCase: (sample, position, signal) =>
      call({ method: 'GET', path: pathOf(sample, position), schema: blindCaseSchema, signal }),
    giveSecondVerdict: (sample, position, body) =>
      call({ method: 'POST', path: pathOf(sample, position), body, schema: sampleViewSchema }),
    getSampleResult: (sample, signal) =>
      call({ method: 'GET', path: `${root}/${sample}/result`, schema: sampleResultSchema, signal }),
  };
}

export function resultCsvAddress(sample: number): string {
  return ownAddress(`${root}/${sample}/result.csv`);
}
