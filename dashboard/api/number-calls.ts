// The calls about figures of a period: as rows, and the address of the CSV.
import { numbersSchema, type Numbers, type NumbersQuery } from '../../contracts/index.ts';
import type { Answer } from './answer.ts';
import { ownAddress } from './own-address.ts';
import { queryText, type Call } from './send.ts';

export interface NumberCalls {
  getNumbers(query: NumbersQuery, signal?: AbortSignal): Promise<Answer<Numbers>>;
}

export function createNumberCalls(call: Call): NumberCalls {
  return {
    getNumbers: (query, signal) =>
      call({
        method: 'GET',
        schema: numbersSchema,
        signal,
        path: `/api/numbers${queryText({ ...query })}`,
      }),
  };
}

export function numbersCsvAddress(query: NumbersQuery): string {
  return ownAddress(`/api/numbers.csv${queryText({ ...query })}`);
}
