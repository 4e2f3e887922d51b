// Loads samples, one of them, and its result.
import { useQuery } from '@tanstack/react-query';
import type { BlindCase, SampleResult, SampleView } from '../../contracts/index.ts';
import type { Failure } from '../api/answer.ts';
import { failureOf, valueOf } from '../duty-desk/desk-queries.ts';
import { useSession } from '../session/session-provider.tsx';

interface Loaded<T> {
  value: T | null;
  failure: Failure | null;
  reload: () => void;
}

/** Others check too: what was loaded before is loaded again with the page. */
const always = { staleTime: 0 } as const;

export function useSamples(): Loaded<readonly SampleView[]> {
  const { client } = useSession();
  const asked = useQuery({
    queryKey: ['samples'],
    queryFn: async ({ signal }) => valueOf(await client.listSamples(signal)).samples,
    ...always,
  });
  return loaded(asked);
}

export function useSample(sample: number): Loaded<SampleView> {
  const { client } = useSession();
  const asked = useQuery({
    queryKey: ['samples', sample],
    queryFn: async ({ signal }) => valueOf(await client.getSample(sample, signal)),
    ...always,
  });
  return loaded(asked);
}

export function useBlindCase(sample: number, position: number): Loaded<BlindCase> {
  const { client } = useSession();
  const asked = useQuery({
    queryKey: ['samples', sample, 'case', position],
    queryFn: async ({ signal }) => valueOf(await client.getBlindCase(sample, position, signal)),
  });
  return loaded(asked);
}

export function useSampleResult(sample: number): Loaded<SampleResult> {
  const { client } = useSession();
  const asked = useQuery({
    queryKey: ['samples', sample, 'result'],
    queryFn: async ({ signal }) => valueOf(await client.getSampleResult(sample, signal)),
    ...always,
  });
  return loaded(asked);
}

function loaded<T>(asked: { data: T | undefined; error: Error | null; refetch: () => unknown }) {
  return {
    value: asked.data ?? null,
    failure: failureOf(asked.error),
    reload: () => void asked.refetch(),
  };
}
