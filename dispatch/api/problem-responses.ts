// The refusals in the OpenAPI document, per route.
import { problemSchema } from '../../contracts/index.ts';

export const problemResponses = { '4xx': problemSchema, '5xx': problemSchema } as const;
