// The OpenAPI document: every route with its schemas and its entry in the access table (roles, log-in, scopes, cells). Takes each
// registered route; returns its part of the document.
import type { SwaggerTransform } from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { accessOf, type Rule } from './access.ts';
import { keyPattern } from './idempotency.ts';

export const openApiHead = {
  info: { title: 'Fencewatch dispatch', version: '1' },
  components: {
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'fencewatch_session' },
      token: { type: 'http', scheme: 'bearer', description: 'a token of a program' },
      edge: { type: 'http', scheme: 'bearer', description: 'the token of edges' },
    },
  },
} as const;

type Transform = SwaggerTransform;

export const describeRoute: Transform = (input) => {
  const { schema, url } = jsonSchemaTransform(input);
  const methods = [input.route.method].flat();
  const rule = accessOf(methods[0] ?? '', input.url);
  // The dashboard's static files.
  if (rule === null || input.url === '/*') return { schema: { ...schema, hide: true }, url };
  return { schema: { ...schema, ...describeRule(rule), ...withKey(schema, rule, methods) }, url };
};

function describeRule({ who, scopes, cells }: Rule) {
  if (who === 'anyone') return { security: [] };
  if (who === 'edge') return { security: [{ edge: [] }] };
  const token = scopes.length > 0 ? [{ token: [] }] : [];
  const lists = { 'x-roles': [...who], 'x-scopes': [...scopes], 'x-cells': cells };
  return { security: [{ session: [] }, ...token], ...lists };
}

/** Accepted by every changing route of people and programs. */
function withKey(schema: object, { who }: Rule, methods: readonly string[]) {
  const isChanging = methods.some((method) => !['GET', 'HEAD'].includes(method));
  if (!isChanging || !Array.isArray(who)) return {};
  const key = { type: 'string', pattern: keyPattern.source, minLength: 8, maxLength: 100 };
  const given = 'headers' in schema && typeof schema.headers === 'object' ? schema.headers : {};
  return { headers: { type: 'object', ...given, properties: { 'idempotency-key': key } } };
}
