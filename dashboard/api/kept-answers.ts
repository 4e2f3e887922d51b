// Caches answers on the device, so that the list and the cases can be read offline. A cached answer is validated like a fresh
// one: it may be of an earlier release.
import type { Answer } from './answer.ts';
import type { ApiRequest } from './send.ts';

export interface KeptAnswers {
  keep(path: string, value: unknown): void;
  /** Undefined when there is none. */
  find(path: string): Promise<unknown>;
}

const keptPaths = /^\/api\/(session$|cameras$|cases(\?|$)|cases\/[^/?]+$)/;

export function isKept({ method, path }: Pick<ApiRequest<unknown>, 'method' | 'path'>): boolean {
  return method === 'GET' && keptPaths.test(path);
}

/** The answer; when dispatch cannot be reached, the cached one, if any. */
export async function orKept<T>(
  kept: KeptAnswers,
  request: ApiRequest<T>,
  answer: Answer<T>,
): Promise<Answer<T>> {
  if (!isKept(request)) return answer;
  if (answer.status === 'ok') kept.keep(request.path, answer.value);
  const isAway =
    answer.status === 'error' && (answer.reason === 'network' || answer.reason === 'timed-out');
  if (!isAway) return answer;
  const parsed = request.schema.safeParse(await kept.find(request.path));
  return parsed.success ? { status: 'ok', value: parsed.data } : answer;
}
