// Why a case is rejected: a listed reason, by its number or a press, and an optional note.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { voidReasons, type VoidReason } from '../../contracts/index.ts';
import { Dialog } from '../shared/dialog.tsx';

interface DismissDialogProps {
  caseId: string;
  onDismiss: (caseId: string, why: VoidReason, reason: string) => void;
  onClose: () => void;
}

/** A duplicate needs the number of the other case. */
const reasons = voidReasons.filter((one) => one !== 'duplicate');

export function DismissDialog({ caseId, onDismiss, onClose }: DismissDialogProps) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const dismiss = (why: VoidReason) => {
    onDismiss(caseId, why, note.trim() === '' ? t(`voidReason.${why}`) : note.trim());
  };
  return (
    <Dialog title={t('reviews.whyNot')} onClose={onClose}>
      <div
        className="dialog-form"
        onKeyDown={(event) => {
          const why = reasons[Number(event.key) - 1];
          if (why === undefined || event.target instanceof HTMLTextAreaElement) return;
          event.preventDefault();
          dismiss(why);
        }}
      >
        {reasons.map((why, index) => (
          <button
            key={why}
            type="button"
            className="button button-tall review-reason"
            autoFocus={index === 0}
            onClick={() => {
              dismiss(why);
            }}
          >
            <kbd aria-hidden="true">{index + 1}</kbd> {t(`voidReason.${why}`)}
          </button>
        ))}
        <label className="field">
          <span className="field-label">{t('reviews.note')}</span>
          <textarea
            className="input"
            rows={2}
            maxLength={300}
            value={note}
            onChange={(event) => {
              setNote(event.target.value);
            }}
          />
        </label>
      </div>
    </Dialog>
  );
}
