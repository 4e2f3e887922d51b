// Shows the result of the last change: in force after so many seconds, still pending, or refused by the edge.
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icon.tsx';
import { RefusalText } from '../feed/refusal-text.tsx';
import type { LastChange } from './use-arming.ts';

interface ArmedNoteProps {
  last: LastChange;
  onClose: () => void;
}

export function ArmedNote({ last, onClose }: ArmedNoteProps) {
  const { t } = useTranslation();
  const { force, version } = last;
  const isRefused = force.state === 'refused';
  const name = version.fence?.name ?? version.fenceId;
  return (
    <div
      className={isRefused ? 'note note-danger' : 'note note-info'}
      role={isRefused ? 'alert' : 'status'}
      data-force={force.state}
    >
      <Icon name={isRefused ? 'warning' : force.state === 'in-force' ? 'check' : 'clock'} />
      <div className="note-text">
        <p>
          {t(version.change === 'removed' ? 'fences.arm.removed' : 'fences.arm.armed', {
            name,
            version: version.version,
          })}{' '}
          <ForceText last={last} />
        </p>
        {isRefused && (
          <p className="failure-detail">
            <RefusalText message={force.message} />
          </p>
        )}
      </div>
      <button
        type="button"
        className="note-close"
        aria-label={t('fences.arm.closeNote')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function ForceText({ last: { force, tookMs, version } }: { last: LastChange }) {
  const { t } = useTranslation();
  switch (force.state) {
    case 'in-force':
      return tookMs === null
        ? t('fences.arm.inForce')
        : t('fences.arm.inForceAfter', { seconds: (tookMs / 1000).toFixed(1) });
    case 'pending':
      return t('fences.arm.waiting');
    case 'refused':
      return force.instead === null
        ? t('fences.arm.refusedNone', { version: version.version })
        : t('fences.arm.refusedInstead', { version: version.version, instead: force.instead });
    case 'unknown':
      return t('fences.arm.unheard');
  }
}
