// Exports fences as text: the armed version, or the draft on the screen, in the form of a site file or as GeoJSON.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../../contracts/index.ts';
import { Choice } from '../../settings/choice.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { fenceText, type TextForm } from './fence-text.ts';

interface ExportDialogProps {
  cameraId: string;
  armed: readonly FenceFile[];
  /** Null while there is no valid draft. */
  draft: FenceFile | null;
  onClose: () => void;
}

type ExportWhat = 'armed' | 'draft';

export function ExportDialog({ cameraId, armed, draft, onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  const [what, setWhat] = useState<ExportWhat>(armed.length > 0 ? 'armed' : 'draft');
  const [form, setForm] = useState<TextForm>('yaml');
  const [isCopied, setCopied] = useState(false);
  const text = fenceText(what === 'draft' && draft ? [draft] : armed, form);
  return (
    <Dialog title={t('fences.exchange.exportTitle')} onClose={onClose}>
      <div className="dialog-form">
        {draft && (
          <Choice<ExportWhat>
            label={t('fences.exchange.what')}
            value={what}
            options={[
              { value: 'armed', label: t('fences.exchange.armed') },
              { value: 'draft', label: t('fences.exchange.thisDraft') },
            ]}
            onChange={setWhat}
          />
        )}
        <Choice<TextForm>
          label={t('fences.exchange.format')}
          value={form}
          options={[
            { value: 'yaml', label: 'YAML', lang: 'en' },
            { value: 'geojson', label: 'GeoJSON', lang: 'en' },
          ]}
          onChange={setForm}
        />
        <textarea
          className="input input-area code"
          rows={10}
          readOnly
          aria-label={t('fences.exchange.text')}
          value={text}
        />
        <div className="dialog-buttons">
          <button
            type="button"
            className="button"
            onClick={() => {
              void navigator.clipboard.writeText(text).then(() => {
                setCopied(true);
              });
            }}
          >
            {t(isCopied ? 'fences.exchange.copied' : 'fences.exchange.copy')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              saveFile(text, `${cameraId}-fences.${form === 'yaml' ? 'yaml' : 'geojson'}`);
            }}
          >
            {t('fences.exchange.save')}
          </button>
          <button type="button" className="button button-primary" onClick={onClose}>
            {t('fences.exchange.close')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function saveFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
