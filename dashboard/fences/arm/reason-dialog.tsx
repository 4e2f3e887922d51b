// Asks for the reason of a change (arm, restore, remove). Stays open, with the typed text, until the change succeeds or is
// cancelled.
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonSchema } from '../../../contracts/index.ts';
import type { Failure } from '../../api/answer.ts';
import { Dialog } from '../../shared/dialog.tsx';
import { failureText } from '../../shared/failure-text.ts';
import { Icon } from '../../shared/icon.tsx';
import { FaultNotes } from '../form/field.tsx';
import { OriginalText } from '../../shared/original-text.tsx';

interface ReasonDialogProps {
  title: string;
  confirmLabel: string;
  tone?: 'danger';
  /** Makes the change; returns the failure, or null on success. */
  onConfirm: (reason: string) => Promise<Failure | null>;
  onClose: () => void;
  children?: ReactNode;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, confirmLabel, tone, onConfirm, onClose, children } = props;
  const { t } = useTranslation();
  const reasonId = useId();
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  const confirm = async () => {
    const parsed = reasonSchema.safeParse(reason);
    setMissing(!parsed.success);
    if (!parsed.success || isBusy) return;
    setBusy(true);
    const failed = await onConfirm(parsed.data);
    setBusy(false);
    setFailure(failed);
    if (!failed) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
      >
        <label className="field-label" htmlFor={reasonId}>
          {t('fences.arm.reason')}
        </label>
        <textarea
          id={reasonId}
          className="input input-area"
          rows={3}
          maxLength={500}
          autoFocus
          aria-invalid={isMissing}
          placeholder={t('fences.arm.reasonHint')}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        {isMissing && (
          <p className="setting-fault" role="alert">
            <Icon name="warning" />
            {t('fences.arm.reasonMissing')}
          </p>
        )}
        {failure && <FailureLines failure={failure} />}
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={onClose}>
            {t('fences.arm.cancel')}
          </button>
          <button
            type="submit"
            className={tone === 'danger' ? 'button button-danger' : 'button button-primary'}
            disabled={isBusy}
          >
            {confirmLabel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function FailureLines({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  return (
    <div className="note note-danger" role="alert">
      <Icon name="warning" />
      <div>
        <p>{failureText(t, failure)}</p>
        <p className="failure-detail">
          <OriginalText text={failure.message} />
        </p>
        <FaultNotes faults={failure.faults} />
      </div>
    </div>
  );
}
