// Provides one query cache to the pages for leaders.
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { usePageMemory } from '../shared/page-memory.tsx';
import { createQueryClient } from './desk-queries.ts';

export function LeaderQueries({ children }: { children: ReactNode }) {
  const queries = usePageMemory(createQueryClient);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}
