// Lists removed fences with who removed them and why; a button arms the last version of one again, with a reason.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceVersion, RemovedFence } from '../../../contracts/index.ts';
import type { Failure } from '../../api/answer.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { useSession } from '../../session/session-provider.tsx';
import { Icon } from '../../shared/icon.tsx';
import { KindName } from '../../shared/kind-mark.tsx';
import { formatMoment } from '../../time/moment.ts';
import { Dialog } from '../../shared/dialog.tsx';
import { ReasonDialog } from '../arm/reason-dialog.tsx';
import type { Arming } from '../arm/use-arming.ts';
import { DifferenceList } from '../compare/difference-list.tsx';
import { useRemoved } from './use-removed.ts';

interface RemovedFencesProps {
  cameraId: string;
  fences: readonly FenceVersion[];
  arming: Arming;
  onPick: (fenceId: string) => void;
}

export function RemovedFences({ cameraId, fences, arming, onPick }: RemovedFencesProps) {
  const { t } = useTranslation();
  const removed = useRemoved(cameraId, fences);
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState<RemovedFence | null>(null);
  if (removed.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className="tool"
        onClick={() => {
          setOpen(true);
        }}
      >
        <Icon name="undo" />
        {t('fences.removed.open', { total: removed.length })}
      </button>
      {isOpen && (
        <Dialog
          title={t('fences.removed.title')}
          onClose={() => {
            setOpen(false);
          }}
        >
          <ul className="versions">
            {removed.map((one) => (
              <RemovedRow
                key={one.last.fenceId}
                one={one}
                onWant={() => {
                  setOpen(false);
                  setWanted(one);
                }}
              />
            ))}
          </ul>
        </Dialog>
      )}
      {wanted && (
        <BringBackDialog
          {...{ wanted, arming, onPick }}
          onClose={() => {
            setWanted(null);
          }}
        />
      )}
    </>
  );
}

function RemovedRow({ one, onWant }: { one: RemovedFence; onWant: () => void }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const { removal, last } = one;
  return (
    <li className="version" data-removed={last.fenceId}>
      <div className="version-head">
        <span className="version-change">{last.fence?.name ?? last.fenceId}</span>
        {last.fence && <KindName kind={last.fence.kind} />}
      </div>
      <p className="version-who">
        {t('fences.removed.by', {
          name: removal.author,
          time: formatMoment(removal.at, format),
        })}
      </p>
      <p className="version-reason">{removal.reason}</p>
      <button type="button" className="button" onClick={onWant}>
        {t('fences.removed.bringBack')}
      </button>
    </li>
  );
}

interface BringBackProps extends Pick<RemovedFencesProps, 'arming' | 'onPick'> {
  wanted: RemovedFence;
  onClose: () => void;
}

function BringBackDialog({ wanted: { removal, last }, arming, onPick, onClose }: BringBackProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const { fenceId } = last;
  const bringBack = async (reason: string): Promise<Failure | null> => {
    const change = { fenceId, baseVersion: removal.version, reason };
    const outcome = await arming.carryOut(() => client.restoreFence(change, last.version));
    if (outcome === null || 'status' in outcome) return outcome;
    onPick(fenceId);
    return null;
  };
  return (
    <ReasonDialog
      title={t('fences.removed.bringBackTitle', { name: last.fence?.name ?? fenceId })}
      confirmLabel={t('fences.removed.confirm')}
      onConfirm={bringBack}
      onClose={onClose}
    >
      <p className="setting-hint">{t('fences.removed.hint', { version: last.version })}</p>
      {last.fence && <DifferenceList before={null} after={last.fence} />}
    </ReasonDialog>
  );
}
