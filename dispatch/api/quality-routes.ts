// Quality checks: draw a sample, judge its cases one after another without seeing the first verdicts, then see the agreement.
import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  drawSampleSchema,
  sampleAgainSchema,
  sampleListSchema,
  sampleResultSchema,
  sampleViewSchema,
} from '../../contracts/index.ts';
import { drawSample } from '../quality/draw-sample.ts';
import type { SampleFile } from '../quality/quality-store.ts';
import { toResultCsv } from '../quality/result-csv.ts';
import { betweenOf, resultOf } from '../quality/sample-result.ts';
import { checksOf, standingOf, viewOf } from '../quality/sample-view.ts';
import type { App, BasicParts } from './api-parts.ts';
import { problemResponses } from './problem-responses.ts';
import { ProblemError } from './problem.ts';
import { fileOf, personOf } from './sample-of.ts';
import { addSecondVerdictRoutes } from './second-verdict-routes.ts';

const params = z.strictObject({ sample: z.coerce.number().int().min(1).max(1_000_000_000) });
const viewed = { 200: sampleViewSchema, ...problemResponses };

export function addQualityRoutes(app: App, parts: BasicParts): void {
  addDrawRoutes(app, parts);
  addResultRoutes(app, parts);
  addSecondVerdictRoutes(app, parts);
}

function addDrawRoutes(app: App, { store, clock }: BasicParts): void {
  app.get(
    '/api/quality-samples',
    { schema: { response: { 200: sampleListSchema, ...problemResponses } } },
    async (request) => {
      const files = await store.quality.list(500);
      return { samples: files.map((file) => viewOf(file, personOf(request))) };
    },
  );
  app.post(
    '/api/quality-samples',
    {
      schema: {
        body: drawSampleSchema,
        response: { 201: sampleViewSchema, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { seed = randomBytes(8).toString('hex'), size, filter, reason } = request.body;
      const isOwnSeed = request.body.seed !== undefined;
      const drawn = { drawnAt: clock.now(), drawnBy: personOf(request) };
      const wish = { ...drawn, seed, isOwnSeed, size, filter, reason };
      const sample = await store.quality.draw(wish, (ids) => drawSample(ids, seed, size));
      if (sample === null)
        throw new ProblemError(422, 'nothing-to-draw', 'no judged case meets this filter');
      return reply.code(201).send(viewOf(await fileOf(store, sample), personOf(request)));
    },
  );
  app.get(
    '/api/quality-samples/:sample',
    { schema: { params, response: viewed } },
    async (request) => viewOf(await fileOf(store, request.params.sample), personOf(request)),
  );
  app.get(
    '/api/quality-samples/:sample/again',
    { schema: { params, response: { 200: sampleAgainSchema, ...problemResponses } } },
    async ({ params: { sample } }) => drawAgain(store, await fileOf(store, sample)),
  );
}

async function drawAgain({ quality }: BasicParts['store'], file: SampleFile) {
  const ids = await quality.population(file.filter);
  const before = file.cases.map(({ caseId }) => caseId);
  const drawn = drawSample(ids, file.seed, file.size);
  return {
    isSame: drawn.join() === before.join(),
    kept: drawn.filter((id) => before.includes(id)).length,
    population: ids.length,
    populationThen: file.population,
  };
}

function addResultRoutes(app: App, { store, clock }: BasicParts): void {
  const known = async (request: FastifyRequest<{ Params: z.infer<typeof params> }>) => {
    const person = personOf(request);
    const file = await fileOf(store, request.params.sample);
    const ended = checksOf(file).filter(({ finishedAt }) => finishedAt !== null);
    refuseEarly(file, person, ended.length);
    if (!file.checks.some((one) => one.person === person))
      await store.quality.noteReader(file.sample, person, clock.now());
    return { file: await fileOf(store, file.sample), ended, person };
  };
  app.get(
    '/api/quality-samples/:sample/result',
    { schema: { params, response: { 200: sampleResultSchema, ...problemResponses } } },
    async (request) => {
      const { file, ended, person } = await known(request);
      const checks = ended.map((check) => resultOf(file, check));
      return { sample: viewOf(file, person), checks, between: betweenOf(file) };
    },
  );
  app.get(
    '/api/quality-samples/:sample/result.csv',
    { schema: { params } },
    async (request, reply) => {
      const { file, ended } = await known(request);
      const name = `fencewatch-quality-${file.sample}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(
          toResultCsv(
            file,
            ended.map((check) => check.person),
          ),
        );
    },
  );
}

function refuseEarly(file: SampleFile, person: string, ended: number): void {
  if (standingOf(file, person) === 'checking')
    throw new ProblemError(409, 'check-not-ended', 'you see the result when your check has ended');
  if (ended === 0)
    throw new ProblemError(409, 'nobody-has-checked', 'nobody has ended a check of this sample');
}
