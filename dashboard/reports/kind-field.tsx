// The kind of a report: one of the site's kinds.
import { useTranslation } from 'react-i18next';
import { kindText } from '../shared/kind-text.ts';
import { useKinds } from '../shared/own-kinds.ts';

export function KindField({ kind, onChange }: { kind: string; onChange: (kind: string) => void }) {
  const { t } = useTranslation();
  return (
    <label className="field">
      <span className="field-label">{t('report.kind')}</span>
      <select
        className="select"
        value={kind}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        <option value="">{t('report.choose')}</option>
        {useKinds().map(({ id }) => (
          <option key={id} value={id}>
            {kindText(t, id)}
          </option>
        ))}
      </select>
    </label>
  );
}
