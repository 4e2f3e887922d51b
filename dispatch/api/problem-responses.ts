// The refusals that the OpenAPI document names on each route.
import { problemSchema } from '../../contracts/index.ts';

export const problemResponses = { '4xx': problemSchema, '5xx': problemSchema } as const;
