// What to replay: a draft against the armed version of the same fence, or all armed fences.
import {
  completeFence,
  emptyCalendar,
  fenceFileSchema,
  type Calendar,
  type Fence,
  type FenceFile,
  type FenceVersion,
} from '../../contracts/index.ts';
import { sweepsOf } from './curve/sweep-values.ts';
import type { Question } from './replay/use-replay.ts';

export interface QuestionParts {
  draft: FenceFile | null;
  fences: readonly FenceVersion[];
  timezone: string;
  calendar: Calendar | undefined;
}

/** Null when there is nothing to replay: no draft, and no fence is armed. */
export function createQuestion({
  draft,
  fences,
  timezone,
  calendar,
}: QuestionParts): Question | null {
  const armed = fences.flatMap(({ fence, version }) => readFence(fence, version) ?? []);
  const drafted = readFence(draft, 1 + Math.max(0, ...fences.map(({ version }) => version)));
  const against = drafted ? armed.filter(({ id }) => id === drafted.id) : armed;
  if (!drafted && armed.length === 0) return null;
  const swept = drafted ?? (armed.length === 1 ? armed[0] : undefined);
  return {
    draft: drafted,
    armed: against,
    sweeps: swept ? sweepsOf(swept) : [],
    timezone,
    calendar: calendar ?? emptyCalendar,
  };
}

/** With defaults filled in; null for a removed or invalid fence. */
export function readFence(file: FenceFile | null, version: number): Fence | null {
  const parsed = fenceFileSchema.safeParse(file);
  return parsed.success ? completeFence(parsed.data, version) : null;
}
