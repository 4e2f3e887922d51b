// The place of a report: the nearest camera, which gives the grid cell, and words.
import { useTranslation } from 'react-i18next';
import { useCameras } from '../cameras/use-cameras.ts';
import type { ReportDraft } from './use-report-draft.ts';

interface PlaceFieldsProps {
  draft: ReportDraft;
  onChange: (part: Partial<ReportDraft>) => void;
}

export function PlaceFields({ draft, onChange }: PlaceFieldsProps) {
  const { t } = useTranslation();
  const { cameras } = useCameras();
  const near = cameras.flatMap(({ id, name, gridCell }) =>
    gridCell === null ? [] : [{ id, name, gridCell }],
  );
  return (
    <>
      <label className="field">
        <span className="field-label">{t('report.where')}</span>
        <input
          className="input"
          maxLength={300}
          value={draft.text}
          onChange={(event) => {
            onChange({ text: event.target.value });
          }}
        />
      </label>
      <label className="field">
        <span className="field-label">{t('report.near')}</span>
        <select
          className="select"
          value={draft.gridCell}
          onChange={(event) => {
            onChange({ gridCell: event.target.value });
          }}
        >
          <option value="">{t('report.notNear')}</option>
          {near.map(({ id, name, gridCell }) => (
            <option key={id} value={gridCell}>
              {name} · {gridCell}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
