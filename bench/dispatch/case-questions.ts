// The dashboard's requests about many cases, as addresses: lists with one or several filters, deep pages, and single cases. Pure:
// takes random numbers, the existing cases and the time; returns requests of each kind.
import { kinds } from '../../contracts/index.ts';
import { cellOf } from './bench-site.ts';
import { filledCells, filledPeople } from './fill-cases.ts';

export interface Question {
  name: string;
  path: string;
}

export interface QuestionWish {
  random: () => number;
  /** The time of the newest case. */
  until: number;
  caseIds: readonly string[];
  /** Cursors of deep pages. */
  cursors: readonly string[];
}

const dayMs = 24 * 3_600_000;

type Asked = Record<string, string>;

/** One request of each kind. */
export function questionsOf({ random, until, caseIds, cursors }: QuestionWish): Question[] {
  const count = (below: number) => Math.floor(random() * below);
  const kind = kinds[count(kinds.length)] ?? '';
  const cell = cellOf(count(filledCells));
  const person = `Person ${count(filledPeople)}`;
  const begins = until - Math.floor(random() * 600) * dayMs;
  const from = String(begins - 30 * dayMs);
  const then = String(begins);
  const lists: Record<string, Asked> = {
    'the newest': {},
    open: { open: 'true' },
    settled: { open: 'false' },
    'one state': { states: 'handled' },
    'several states': { states: 'closed,void' },
    present: { present: 'true' },
    kind: { kind },
    cell: { cell },
    street: { cell: cell.slice(0, 13) },
    camera: { cameraId: `camera-${cell}` },
    person: { person },
    'nobody by that name': { person: 'Nobody' },
    month: { from, until: then },
    'words found often': { text: 'goods cover' },
    'words found seldom': { text: `Entrance ${count(50)}` },
    'words found nowhere': { text: 'a dog in the yard' },
    'a case number': { text: caseIds[count(caseIds.length)] ?? '' },
    'several filters': { kind, cell, states: 'closed', from, until: then },
    'person and month': { person, from, until: then },
    'words and cell': { text: `${count(100)}%`, cell },
    'a page deep in the list': { cursor: cursors[count(cursors.length)] ?? '' },
    'a page deep in a filtered list': { cursor: cursors[count(cursors.length)] ?? '', kind },
  };
  const caseId = caseIds[count(caseIds.length)] ?? '';
  return [
    ...Object.entries(lists).map(([name, asked]) => ({ name, path: listPath(asked) })),
    { name: oneCase, path: `/api/cases/${caseId}` },
  ];
}

export const oneCase = 'one case';

/** A page request of the dashboard. */
export function listPath(asked: Asked): string {
  return `/api/cases?${new URLSearchParams({ ...asked, with: 'deadline' }).toString()}`;
}
