/// <reference types="node" />
// The quality checks of the dispatch in memory: one sample, whose check advances with each verdict.
import type { FastifyInstance } from 'fastify';
import {
  blindCaseSchema,
  drawSampleSchema,
  giveSecondVerdictSchema,
  sampleListSchema,
  sampleResultSchema,
  sampleViewSchema,
  type BlindCase,
  type SampleResult,
  type SampleView,
} from '../../contracts/index.ts';
import { refuse, type FixtureServer } from './fixture-server.ts';

export interface QualityFixture {
  samples: SampleView[];
  cases: BlindCase[];
  result: SampleResult | null;
  /** The requests, as received. */
  said: unknown[];
}

export function emptyQualityFixture(): QualityFixture {
  return { samples: [], cases: [], result: null, said: [] };
}

interface Of {
  Params: { sample: string; position: string };
}

export function serveQuality(app: FastifyInstance, server: FixtureServer): void {
  const root = '/api/quality-samples';
  const one = ({ sample }: Of['Params']) =>
    server.quality.samples.find((each) => each.sample === Number(sample));
  app.get(root, () => sampleListSchema.parse({ samples: server.quality.samples }));
  app.post(root, (request, reply) => {
    server.quality.said.push(drawSampleSchema.parse(request.body));
    return reply.code(201).send(sampleViewSchema.parse(server.quality.samples[0]));
  });
  app.get<Of>(`${root}/:sample`, ({ params }, reply) => {
    const found = one(params);
    return found === undefined
      ? refuse(reply, 404, 'no such sample')
      : sampleViewSchema.parse(found);
  });
  app.post<Of>(`${root}/:sample/begin`, ({ params }) =>
    Object.assign(one(params) ?? {}, { standing: 'checking', next: 1 }),
  );
  app.get<Of>(`${root}/:sample/cases/:position`, ({ params: { position } }) =>
    blindCaseSchema.parse(server.quality.cases[Number(position) - 1]),
  );
  app.post<Of>(`${root}/:sample/cases/:position`, ({ params, body }) => {
    server.quality.said.push(giveSecondVerdictSchema.parse(body));
    const next = Number(params.position) + 1;
    const isOver = next > server.quality.cases.length;
    const change = { standing: isOver ? 'finished' : 'checking', next: isOver ? null : next };
    return sampleViewSchema.parse(Object.assign(one(params) ?? {}, change));
  });
  app.get<Of>(`${root}/:sample/result`, () => sampleResultSchema.parse(server.quality.result));
}
