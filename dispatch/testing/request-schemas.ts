// The inputs of the HTTP interface by its own description: the schema of every path parameter, query value, header and body. Takes
// its OpenAPI document; returns each with a name, for tests.
import { z } from 'zod';

const node = z.record(z.string(), z.unknown());
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.array(z.object({ name: z.string(), schema: node })).default([]),
        requestBody: z
          .object({ content: z.record(z.string(), z.object({ schema: node })) })
          .optional(),
      }),
    ),
  ),
});

export type RequestSchema = [name: string, schema: z.output<typeof node>];

export function requestSchemas(document: unknown): RequestSchema[] {
  return Object.entries(documentSchema.parse(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters, requestBody }]) => {
      const parts = parameters.map(({ name, schema }) => ({ name, schema }));
      const bodies = Object.values(requestBody?.content ?? {}).map(({ schema }) => ({
        name: 'body',
        schema,
      }));
      return [...parts, ...bodies].map(({ name, schema }): RequestSchema => [
        `${method} ${path} ${name}`,
        schema,
      ]);
    }),
  );
}
