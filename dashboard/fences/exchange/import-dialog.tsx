// Imports fences from a file or pasted text. Shows what would become a draft, or every fault with its path; only valid text can
// be imported.
import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../../contracts/index.ts';
import { Icon } from '../../shared/icon.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { faultText } from '../form/fault-text.ts';
import { parseFences, type ParsedFences } from './parse-fences.ts';

interface ImportDialogProps {
  cameraId: string;
  onTake: (fences: readonly FenceFile[]) => void;
  onClose: () => void;
}

export function ImportDialog({ cameraId, onTake, onClose }: ImportDialogProps) {
  const { t } = useTranslation();
  const textId = useId();
  const fileId = useId();
  const [text, setText] = useState('');
  const parsed = useMemo(
    () => (text.trim() === '' ? null : parseFences(text, cameraId)),
    [text, cameraId],
  );
  return (
    <Dialog title={t('fences.exchange.importTitle')} onClose={onClose}>
      <p className="setting-hint">{t('fences.exchange.importText')}</p>
      <div className="dialog-form">
        <label className="field-label" htmlFor={fileId}>
          {t('fences.exchange.file')}
        </label>
        <input
          id={fileId}
          className="file-input"
          type="file"
          accept=".yaml,.yml,.json,.geojson"
          onChange={(event) => {
            void event.target.files?.[0]?.text().then(setText);
          }}
        />
        <label className="field-label" htmlFor={textId}>
          {t('fences.exchange.text')}
        </label>
        <textarea
          id={textId}
          className="input input-area code"
          rows={8}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <div aria-live="polite">{parsed && <Outcome parsed={parsed} />}</div>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={onClose}>
            {t('fences.arm.cancel')}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={!parsed?.ok}
            onClick={() => {
              if (!parsed?.ok) return;
              onTake(parsed.fences);
              onClose();
            }}
          >
            {t('fences.exchange.take')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

const mostShown = 20;

function Outcome({ parsed }: { parsed: ParsedFences }) {
  const { t } = useTranslation();
  if (parsed.ok) {
    const names = parsed.fences.map(({ name, id }) => name ?? id).join(', ');
    return (
      <div className="note note-info">
        <Icon name="check" />
        <p>
          {t('fences.exchange.takes', { total: parsed.fences.length, names })}{' '}
          {parsed.leftOut > 0 && t('fences.exchange.leftOut', { total: parsed.leftOut })}
        </p>
      </div>
    );
  }
  return (
    <div className="note note-danger">
      <Icon name="warning" />
      <div className="note-text">
        <p>{t('fences.exchange.faults')}</p>
        <ul className="import-faults">
          {parsed.faults.slice(0, mostShown).map((fault, index) => (
            <li key={index} data-fault={fault.path}>
              <span className="code">{fault.path}</span> {faultText(t, fault).text}
            </li>
          ))}
        </ul>
        {parsed.faults.length > mostShown && <p>…</p>}
      </div>
    </div>
  );
}
