// The bar under the settings: shows whether the draft differs from the armed version, with buttons to arm it, discard it or
// remove the fence. Arming and removing ask for a reason.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceVersion } from '../../../contracts/index.ts';
import type { Answer, Failure } from '../../api/answer.ts';
import { useSession } from '../../session/session-provider.tsx';
import { Icon } from '../../shared/icon.tsx';
import { DifferenceList } from '../compare/difference-list.tsx';
import { baseOf, isNewKey, standingOf, type DraftKey } from '../drafts/draft.ts';
import type { DraftShelf } from '../drafts/draft-shelf.ts';
import { outline } from '../edit/ring.ts';
import type { Editor } from '../use-editor.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { Arming } from './use-arming.ts';

interface ArmBarProps {
  fenceKey: DraftKey;
  editor: Editor;
  armed: FenceVersion | null;
  fences: readonly FenceVersion[];
  arming: Arming;
  shelf: DraftShelf;
  onPick: (key: DraftKey) => void;
}

export function ArmBar(props: ArmBarProps) {
  const { editor, armed } = props;
  const { t } = useTranslation();
  const [asks, setAsks] = useState<'arm' | 'remove' | null>(null);
  const { base, check, isChanged } = editor;
  const isFresh = standingOf(editor, armed) === 'fresh';
  const canArm = isChanged && check.valid !== null && isFresh;
  const close = () => {
    setAsks(null);
  };
  return (
    <div className="arm-bar card">
      <p className="arm-state" data-changed={isChanged}>
        {isChanged ? stateText(editor) : t('fences.arm.unchanged', { version: base?.version ?? 0 })}
      </p>
      {isChanged && <p className="arm-kept">{t('fences.arm.keptHere')}</p>}
      <div className="arm-buttons">
        {base && armed && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('fences.arm.remove')}
            title={t('fences.arm.remove')}
            onClick={() => {
              setAsks('remove');
            }}
          >
            <Icon name="bin" />
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={!isChanged}
          onClick={() => {
            discard(props);
          }}
        >
          {t('fences.arm.discard')}
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={!canArm}
          onClick={() => {
            setAsks('arm');
          }}
        >
          {t('fences.arm.arm')}
        </button>
      </div>
      {asks === 'arm' && <ArmDialog {...props} onClose={close} />}
      {asks === 'remove' && armed && <RemoveDialog {...props} armed={armed} onClose={close} />}
    </div>
  );

  function stateText({ state: { now }, check: { faults } }: Editor): string {
    if (now.drawing) return t('fences.arm.drawing');
    if (faults.length > 0) return t('fences.arm.faulty', { total: faults.length });
    return base ? t('fences.arm.changed', { version: base.version }) : t('fences.arm.isNew');
  }
}

/** Resets the draft to the armed version, which can be undone; a new fence is discarded. */
function discard({ editor, fenceKey, fences, onPick }: ArmBarProps): void {
  const { base, dispatch, state } = editor;
  const { id, camera, kind } = state.now.fence;
  const empty = {
    fence: { id, camera, kind, polygon: [] },
    drawing: { ring: outline, points: [] },
  };
  dispatch({ type: 'replace', now: base ? { fence: base.fence, drawing: null } : empty });
  const first = fences[0];
  if (isNewKey(fenceKey) && first) onPick(first.fenceId);
}

type DialogProps = ArmBarProps & { onClose: () => void };

function ArmDialog({ editor, armed, arming, onPick, onClose, fenceKey }: DialogProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const { base, check } = editor;
  const fence = check.valid;
  if (!fence) return null;
  const send = (reason: string): Promise<Answer<FenceVersion>> =>
    base
      ? client.editFence({ fenceId: fence.id, baseVersion: base.version, reason }, fence)
      : client.createFence(fence, reason);
  const arm = async (reason: string): Promise<Failure | null> => {
    const outcome = await arming.carryOut(() => send(reason));
    if (outcome === null || 'status' in outcome) return outcome;
    editor.setBase(baseOf(outcome));
    if (fenceKey !== outcome.fenceId) {
      editor.letGo();
      onPick(outcome.fenceId);
    }
    return null;
  };
  return (
    <ReasonDialog
      title={t('fences.arm.title', { name: fence.name ?? fence.id })}
      confirmLabel={t('fences.arm.confirm')}
      onConfirm={arm}
      onClose={onClose}
    >
      <p className="setting-hint">
        {armed ? t('fences.arm.differs', { version: armed.version }) : t('fences.arm.firstVersion')}
      </p>
      <DifferenceList before={base?.fence ?? null} after={fence} />
    </ReasonDialog>
  );
}

function RemoveDialog({
  editor,
  armed,
  arming,
  onPick,
  onClose,
  fences,
}: DialogProps & { armed: FenceVersion }) {
  const { t } = useTranslation();
  const { client } = useSession();
  const { fenceId, version: baseVersion } = armed;
  const remove = async (reason: string): Promise<Failure | null> => {
    const outcome = await arming.carryOut(() =>
      client.removeFence({ fenceId, baseVersion, reason }),
    );
    if (outcome === null || 'status' in outcome) return outcome;
    const next = fences.find((one) => one.fenceId !== fenceId);
    onPick(next?.fenceId ?? '');
    return null;
  };
  return (
    <ReasonDialog
      title={t('fences.arm.removeTitle', { name: armed.fence?.name ?? fenceId })}
      confirmLabel={t('fences.arm.remove')}
      tone="danger"
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{t('fences.arm.removeText')}</p>
      {editor.isChanged && <p className="setting-hint">{t('fences.arm.removeDraft')}</p>}
    </ReasonDialog>
  );
}
