// The sample that a request of a quality check names, and the person who asks.
import type { FastifyRequest } from 'fastify';
import type { SampleFile } from '../quality/quality-store.ts';
import type { BasicParts } from './api-parts.ts';
import { notFound } from './problem.ts';

export async function fileOf(
  { quality }: BasicParts['store'],
  sample: number,
): Promise<SampleFile> {
  const file = await quality.find(sample);
  if (file === null) throw notFound('such sample');
  return file;
}

export function personOf({ session }: FastifyRequest): string {
  return session?.user.username ?? '';
}
