// One camera's fences: a tab for each fence and each new draft, and the editor of the selected one. The selection is in the
// address.
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import {
  shippedKinds,
  type CameraView,
  type FenceFile,
  type FenceVersion,
} from '../../contracts/index.ts';
import { useWatching } from '../cameras/use-watching.ts';
import { MovedViewBanner } from '../moved-view/index.ts';
import { useSession } from '../session/session-provider.tsx';
import { ArmedNote } from './arm/armed-note.tsx';
import { useArming } from './arm/use-arming.ts';
import { createDraftShelf } from './drafts/draft-shelf.ts';
import {
  createDraft,
  draftOf,
  isNewKey,
  nextNewKey,
  type Draft,
  type DraftKey,
  type Drafts,
} from './drafts/draft.ts';
import { faultsOfFence } from './edit/check-draft.ts';
import { ExchangeButtons } from './exchange/exchange-buttons.tsx';
import { takeIn } from './exchange/take-in.ts';
import type { FenceFeed } from './feed/use-fences.ts';
import { FenceEditor } from './fence-editor.tsx';
import { FenceTabs } from './fence-tabs.tsx';
import { canEditFences } from './may-edit.ts';
import { RemovedFences } from './versions/removed-fences.tsx';
import { NoFence } from './no-fence.tsx';

interface CameraFencesProps {
  camera: CameraView;
  feed: FenceFeed;
}

export function CameraFences({ camera, feed }: CameraFencesProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const readOnly = !canEditFences(session.user);
  useWatching([camera.id]);
  const shelf = useMemo(() => createDraftShelf(localStorage, camera.id), [camera.id]);
  const { drafts, kept } = useSyncExternalStore(shelf.follow, shelf.read);
  const [search, setSearch] = useSearchParams();
  const arming = useArming(camera.status, feed.take);
  const { fences } = feed;
  const key = chosenKey(search.get('fence'), fences, drafts);
  const pick = (next: DraftKey) => {
    setSearch({ fence: next }, { replace: true });
  };
  const armed = fences.find(({ fenceId }) => fenceId === key) ?? null;
  // Counts imports, so that an open editor reloads its draft.
  const [imports, setImports] = useState(0);
  const takeFences = (files: readonly FenceFile[]) => {
    const taken = takeIn(files, fences, drafts);
    for (const [name, imported] of taken) shelf.put(name, imported);
    setImports(imports + 1);
    if (taken[0]) pick(taken[0][0]);
  };
  const draft = key === null ? null : draftFor({ key, camera, fences, drafts });
  return (
    <>
      <MovedViewBanner cameraId={camera.id} />
      <FenceTabs
        fences={fences}
        drafts={drafts}
        status={camera.status}
        chosen={key}
        readOnly={readOnly}
        onPick={pick}
        onNew={() => {
          pick(nextNewKey(drafts));
        }}
      >
        {!readOnly && <RemovedFences cameraId={camera.id} {...{ fences, arming }} onPick={pick} />}
        <ExchangeButtons
          cameraId={camera.id}
          armed={fences.flatMap(({ fence }) => fence ?? [])}
          draft={key === null ? null : exportable(drafts[key])}
          readOnly={readOnly}
          onTake={takeFences}
        />
      </FenceTabs>
      {kept === 'not-kept' && <p className="note note-danger">{t('fences.notKept')}</p>}
      {arming.last && <ArmedNote last={arming.last} onClose={arming.forget} />}
      {key !== null && draft ? (
        <FenceEditor
          key={`${key} ${imports}`}
          fenceKey={key}
          initial={draft}
          armed={armed}
          camera={camera}
          fences={fences}
          shelf={shelf}
          arming={arming}
          readOnly={readOnly}
          onPick={pick}
        />
      ) : (
        <NoFence camera={camera} readOnly={readOnly} />
      )}
    </>
  );
}

function exportable(draft: Draft | undefined): FenceFile | null {
  return draft && faultsOfFence(draft.fence).length === 0 ? draft.fence : null;
}

/** The fence in the address, else the first fence, else the first draft. */
function chosenKey(
  named: string | null,
  fences: readonly FenceVersion[],
  drafts: Drafts,
): DraftKey | null {
  const keys = [...fences.map(({ fenceId }) => fenceId), ...Object.keys(drafts)];
  if (named !== null && (isNewKey(named) || keys.includes(named))) return named;
  return keys[0] ?? null;
}

interface DraftChoice {
  key: DraftKey;
  camera: CameraView;
  fences: readonly FenceVersion[];
  drafts: Drafts;
}

/** The initial kind of a new fence. */
const firstKind = shippedKinds[0]?.id ?? '';

function draftFor({ key, camera, fences, drafts }: DraftChoice): Draft | null {
  const kept = drafts[key];
  if (kept) return kept;
  const armed = fences.find(({ fenceId }) => fenceId === key);
  if (armed) return draftOf(armed);
  const taken = [
    ...fences.map(({ fenceId }) => fenceId),
    ...Object.values(drafts).map(({ fence }) => fence.id),
  ];
  return createDraft({ cameraId: camera.id, kind: firstKind, taken });
}
