// The editor of the map: which item is edited, what a press and a drag do to it, saving and removing it with a reason.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DistrictMap, Position } from '../../../contracts/index.ts';
import type { Failure } from '../../api/answer.ts';
import type { Pressed } from '../../map-view/map-view.ts';
import type { MapScene } from '../../map-view/scene.ts';
import { useSession } from '../../session/session-provider.tsx';
import { beginDraft, contentOf, draftMarks, type Draft } from './draft.ts';
import { addPoint, movePoint, parseHandle } from './outline-edit.ts';

export function useMapEditor(map: DistrictMap) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const save = useSave(draft, setDraft);
  const moveTo = (key: string, at: Position) => {
    const point = parseHandle(key);
    setDraft((old) => {
      if (old === null || point === null) return old;
      if (old.kind !== 'cell') return { ...old, at };
      return { ...old, outline: movePoint(old.outline, point, at), selected: point };
    });
  };
  return {
    draft,
    setDraft,
    ...save,
    begin: (kind: Draft['kind'], id: string) => {
      save.forget();
      setDraft(beginDraft(map, kind, id));
    },
    /** Whether the press belonged to the draft. */
    onPress: (pressed: Pressed): boolean => {
      setDraft((old) => old && pressedOn(old, pressed));
      return draft !== null;
    },
    onDrag: (key: string, at: Position) => {
      moveTo(key, at);
    },
    sceneWith: (scene: MapScene): MapScene => (draft ? withDraft(scene, draft) : scene),
  };
}
export type MapEditor = ReturnType<typeof useMapEditor>;

function pressedOn(draft: Draft, { at, keys }: Pressed): Draft {
  if (draft.kind !== 'cell') return { ...draft, at };
  const handle = keys.map(parseHandle).find((one) => one !== null);
  if (handle) return { ...draft, selected: handle };
  const { outline, at: selected } = addPoint(draft.outline, at);
  return { ...draft, outline, selected };
}

function withDraft(scene: MapScene, draft: Draft): MapScene {
  const others = scene.cells.filter(({ cell }) => draft.kind !== 'cell' || cell !== draft.id);
  const own = { cell: draft.id, tone: 'none', word: '', isChosen: true } as const;
  return {
    cells: draft.kind === 'cell' ? [...others, { ...own, outline: draft.outline }] : others,
    marks: [
      ...scene.marks.filter(({ key }) => key !== `${draft.kind}/${draft.id}`),
      ...draftMarks(draft),
    ],
  };
}

function useSave(draft: Draft | null, setDraft: (draft: Draft | null) => void) {
  const { client } = useSession();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const send = async (reason: string, isRemoval: boolean) => {
    const content = draft && !isRemoval ? contentOf(draft) : null;
    if (draft === null || (content === null && !isRemoval)) return;
    setBusy(true);
    setFailure(null);
    const { kind, id, baseVersion } = draft;
    const answer = await client.changeMap({ kind, id, baseVersion, content, reason });
    setBusy(false);
    if (answer.status === 'error') setFailure(answer);
    if (answer.status !== 'ok') return;
    setSaved(true);
    setDraft(null);
    await queries.invalidateQueries({ queryKey: ['map'] });
  };
  return {
    failure,
    isBusy,
    isSaved,
    save: (reason: string) => send(reason, false),
    remove: (reason: string) => send(reason, true),
    forget: () => {
      setFailure(null);
      setSaved(false);
    },
  };
}
