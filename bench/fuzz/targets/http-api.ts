// The HTTP interface of a real dispatch: every route that its own document lists, with changed paths, queries and bodies.
import { z } from 'zod';
import { pick, type Dice } from '../dice.ts';
import { mutateBytes } from '../mutate-bytes.ts';
import { mutateJson } from '../mutate-value.ts';
import { edgeToken, openDispatch, type RealDispatch } from '../real-dispatch.ts';
import { sampleOf } from '../schema-sample.ts';
import type { FuzzTarget } from '../target.ts';

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        security: z.array(z.record(z.string(), z.unknown())).default([]),
        parameters: z
          .array(z.object({ name: z.string(), in: z.string(), schema: z.unknown() }))
          .default([]),
        requestBody: z
          .object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) })
          .optional(),
      }),
    ),
  ),
});
type Operation = z.infer<typeof documentSchema>['paths'][string][string];

interface Route {
  method: string;
  path: string;
  operation: Operation;
}

const requestSchema = z.object({
  method: z.string(),
  path: z.string(),
  /** The route as the document writes it. */
  route: z.string(),
  isEdge: z.boolean(),
  type: z.string().nullable(),
  body: z.string(),
});
type Sent = z.infer<typeof requestSchema>;

/** These end the session, or never end. */
const leftOut = /^\/api\/(session|events)\b|\/stream$/;
const oddParts = [
  '%00',
  '..%2f..',
  '%ff',
  'a'.repeat(300),
  '-1',
  '0',
  'null',
  '%E4%BA%8B',
  '1e9',
  "'",
];

export const httpApi: FuzzTarget = {
  name: 'http-api',
  what: 'the HTTP interface of a real dispatch, every route',
  share: 3000,
  withinMs: 20_000,
  open: async () => {
    const dispatch = await openDispatch();
    const routes = await routesOf(dispatch);
    return {
      atOnce: 4,
      make: (dice) => Buffer.from(JSON.stringify(requestOf(pick(routes, dice), dice))),
      run: (input) =>
        send(dispatch, requestSchema.parse(JSON.parse(new TextDecoder().decode(input)))),
      close: () => dispatch.close(),
    };
  },
};

async function routesOf({ child, cookie }: RealDispatch): Promise<Route[]> {
  const answer = await fetch(`${child.url}/api/openapi.json`, { headers: { cookie } });
  const { paths } = documentSchema.parse(await answer.json());
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(() => !leftOut.test(path))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

function requestOf({ method, path, operation }: Route, dice: Dice): Sent {
  const { parameters, requestBody, security } = operation;
  const valueOf = (schema: unknown) =>
    dice(3) === 0
      ? pick(oddParts, dice)
      : encodeURIComponent(JSON.stringify(sampleOf(schema, dice)).replaceAll('"', ''));
  let filled = path;
  const query: string[] = [];
  for (const { name, in: place, schema } of parameters) {
    if (place === 'path') filled = filled.replace(`{${name}}`, valueOf(schema));
    else if (place === 'query' && dice(2) === 0) query.push(`${name}=${valueOf(schema)}`);
  }
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [null, null];
  const isJson = type?.includes('json') === true;
  const sample = sampleOf(content?.schema, dice);
  const bytes = isJson
    ? mutateJson(sample, dice)
    : mutateBytes({ samples: [Buffer.from('some bytes of a file')] }, dice);
  return {
    method,
    path: query.length === 0 ? filled : `${filled}?${query.join('&')}`,
    route: `${method} ${path}`,
    isEdge: security.some((one) => 'edge' in one),
    type,
    body: type === null ? '' : Buffer.from(bytes).toString('base64'),
  };
}

async function send({ child, cookie }: RealDispatch, sent: Sent): Promise<string | null> {
  const { method, path, route, isEdge, type, body } = sent;
  const hasBody = type !== null && method !== 'GET' && method !== 'HEAD';
  const response = await fetch(child.url + path, {
    method,
    headers: {
      ...(isEdge ? { authorization: `Bearer ${edgeToken}` } : { cookie }),
      ...(hasBody ? { 'content-type': type } : {}),
    },
    ...(hasBody ? { body: Buffer.from(body, 'base64') } : {}),
    signal: AbortSignal.timeout(15_000),
  });
  const text = await response.text();
  // A temporary refusal with a reason is no finding.
  if (response.status === 500) throw new Error(`500 for ${route}: ${text}`);
  return response.ok ? null : `${response.status}: ${text === '' ? 'refused' : text}`;
}
