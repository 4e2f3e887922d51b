// The buttons to import and export fences as text.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../../contracts/index.ts';
import { Icon } from '../../shared/icon.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';

interface ExchangeButtonsProps {
  cameraId: string;
  armed: readonly FenceFile[];
  draft: FenceFile | null;
  readOnly: boolean;
  onTake: (fences: readonly FenceFile[]) => void;
}

export function ExchangeButtons(props: ExchangeButtonsProps) {
  const { cameraId, armed, draft, readOnly, onTake } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState<'import' | 'export' | null>(null);
  const close = () => {
    setOpen(null);
  };
  return (
    <div className="fence-tabs-end">
      {!readOnly && (
        <button
          type="button"
          className="tool"
          onClick={() => {
            setOpen('import');
          }}
        >
          <Icon name="import" />
          {t('fences.exchange.import')}
        </button>
      )}
      <button
        type="button"
        className="tool"
        disabled={armed.length === 0 && !draft}
        onClick={() => {
          setOpen('export');
        }}
      >
        <Icon name="export" />
        {t('fences.exchange.export')}
      </button>
      {open === 'import' && <ImportDialog {...{ cameraId, onTake }} onClose={close} />}
      {open === 'export' && <ExportDialog {...{ cameraId, armed, draft }} onClose={close} />}
    </div>
  );
}
