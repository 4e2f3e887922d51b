// The blind part of a quality check: begin, the next case, a second verdict, and the end. The answers contain nothing that people
// said or did in the case.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  blindCaseSchema,
  giveSecondVerdictSchema,
  sampleViewSchema,
  type BlindCase,
} from '../../contracts/index.ts';
import type { SampledCase, SampleFile } from '../quality/quality-store.ts';
import { nextOf, standingOf, viewOf } from '../quality/sample-view.ts';
import type { App, BasicParts } from './api-parts.ts';
import { findCase } from './case-detail.ts';
import { problemResponses } from './problem-responses.ts';
import { notFound, ProblemError } from './problem.ts';
import { fileOf, personOf } from './sample-of.ts';

const number = z.coerce.number().int().min(1).max(1_000_000_000);
const params = z.strictObject({ sample: number });
const caseParams = params.extend({ position: number });
const viewed = { 200: sampleViewSchema, ...problemResponses };

export function addSecondVerdictRoutes(app: App, parts: BasicParts): void {
  const { store, clock } = parts;
  const view = async (request: FastifyRequest, sample: number) =>
    viewOf(await fileOf(store, sample), personOf(request));
  app.post(
    '/api/quality-samples/:sample/begin',
    { schema: { params, response: viewed } },
    async (request) => {
      const { sample } = await fileOf(store, request.params.sample);
      const begun = await store.quality.begin(sample, personOf(request), clock.now());
      if (begun !== 'begun') throw beginRefusals[begun]();
      return view(request, sample);
    },
  );
  app.post(
    '/api/quality-samples/:sample/finish',
    { schema: { params, response: viewed } },
    async (request) => {
      const file = await fileOf(store, request.params.sample);
      refuseUnlessChecking(file, personOf(request));
      await store.quality.finish(file.sample, personOf(request), clock.now());
      return view(request, file.sample);
    },
  );
  addCaseOfSampleRoutes(app, parts);
}

const beginRefusals = {
  full: () => new ProblemError(409, 'check-full', 'this sample has as many checks as it may have'),
  'has-seen': () =>
    new ProblemError(409, 'result-seen', 'you have seen the result of this sample already'),
};

function addCaseOfSampleRoutes(app: App, parts: BasicParts): void {
  const { store, clock } = parts;
  app.get(
    '/api/quality-samples/:sample/cases/:position',
    { schema: { params: caseParams, response: { 200: blindCaseSchema, ...problemResponses } } },
    async (request) => {
      const { sample, position } = request.params;
      const person = personOf(request);
      const { file, one, isNext } = await caseOf(store, { sample, position, person });
      const own = file.verdicts.find(
        (said) => said.person === person && said.position === position,
      );
      // One after another, in the order of the draw.
      if (!isNext && own === undefined) throw notTheNext();
      return { ...(await blindCase(parts, file, one)), own: own?.verdict ?? null };
    },
  );
  app.post(
    '/api/quality-samples/:sample/cases/:position',
    { schema: { params: caseParams, body: giveSecondVerdictSchema, response: viewed } },
    async (request) => {
      const { sample, position } = request.params;
      const person = personOf(request);
      const { file, one, isNext } = await caseOf(store, { sample, position, person });
      const { verdict, note = null } = request.body;
      const at = clock.now();
      const known = await store.quality.knownTo(one.caseId, person);
      const said = { position, person, verdict, note, at, ...known };
      if (file.verdicts.some((was) => was.person === person && was.position === position))
        throw alreadyJudged();
      if (!isNext) throw notTheNext();
      if (!(await store.quality.judge(sample, said))) throw alreadyJudged();
      const after = await fileOf(store, sample);
      if (nextOf(after, person) === null) await store.quality.finish(sample, person, at);
      return viewOf(await fileOf(store, sample), person);
    },
  );
}

interface Asked {
  sample: number;
  position: number;
  person: string;
}

async function caseOf(store: BasicParts['store'], { sample, position, person }: Asked) {
  const file = await fileOf(store, sample);
  const one = file.cases.find((each) => each.position === position);
  if (one === undefined) throw notFound('such case of this sample');
  refuseUnlessChecking(file, person);
  return { file, one, isNext: nextOf(file, person) === position };
}

function refuseUnlessChecking(file: SampleFile, person: string): void {
  const standing = standingOf(file, person);
  if (standing === 'finished')
    throw new ProblemError(409, 'check-ended', 'your check of this sample has ended');
  if (standing !== 'checking')
    throw new ProblemError(409, 'not-checking', 'begin a check of this sample first');
}

function notTheNext(): ProblemError {
  return new ProblemError(409, 'not-the-next', 'this is not your next case of the sample');
}

function alreadyJudged(): ProblemError {
  return new ProblemError(409, 'already-judged', 'you have judged this case; it stays so');
}

/** Listed field by field, so that no other field is sent. */
async function blindCase(
  parts: BasicParts,
  { sample, size }: SampleFile,
  { position, caseId }: SampledCase,
): Promise<Omit<BlindCase, 'own'>> {
  const found = await findCase(parts, caseId);
  const { kind, cameraName, fenceName, openedAt, region, polygon, hasPicture, hasClip } = found;
  return {
    ...{ sample, position, size, caseId, kind, cameraName, fenceName },
    ...{ openedAt, region, polygon, hasPicture, hasClip },
  };
}
