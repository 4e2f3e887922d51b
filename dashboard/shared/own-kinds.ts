// The site's own kinds for all components below: names, icons and colours in addition to the shipped ones. An unknown kind shows
// its name and a flag.
import { createContext, useContext } from 'react';
import {
  findKind,
  shippedKinds,
  type KindFile,
  type KindSpec,
  type Mark,
} from '../../contracts/index.ts';

export interface OwnKinds {
  readonly specs: readonly KindSpec[];
  /** As written, for fences that store them. */
  readonly written: readonly KindFile[];
}

export const OwnKindsContext = createContext<OwnKinds>({ specs: [], written: [] });

/** All kinds that a fence may have. */
export function useKinds(): readonly KindSpec[] {
  return [...shippedKinds, ...useOwnKinds()];
}

export function useOwnKinds(): readonly KindSpec[] {
  return useContext(OwnKindsContext).specs;
}

export function useWrittenKinds(): readonly KindFile[] {
  return useContext(OwnKindsContext).written;
}

const unknown: Mark = { icon: 'flag', hue: 'blue' };

export function markOf(kind: string, own: readonly KindSpec[]): Mark {
  return findKind(kind, own)?.mark ?? unknown;
}

export function useMark(kind: string): Mark {
  return markOf(kind, useOwnKinds());
}
