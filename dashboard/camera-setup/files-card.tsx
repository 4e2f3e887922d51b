// Cameras as files: import of a table, and export of added cameras for a spreadsheet or the site file.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { camerasFileAddress } from '../api/camera-setup-calls.ts';
import { Icon } from '../shared/icon.tsx';

export function FilesCard({ hasCameras }: { hasCameras: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <section className="card" aria-label={t('cameraSetup.files')}>
      <h2 className="card-title">{t('cameraSetup.files')}</h2>
      <p className="camera-buttons">
        <Link href="/cameras/import" className="button">
          <Icon name="import" />
          {t('cameraImport.title')}
        </Link>
        {hasCameras && (
          <>
            <a className="button" href={camerasFileAddress('export.csv', i18n.language)} download>
              <Icon name="export" />
              {t('cameraSetup.exportCsv')}
            </a>
            <a className="button" href={camerasFileAddress('export.yaml', i18n.language)} download>
              <Icon name="export" />
              {t('cameraSetup.exportYaml')}
            </a>
          </>
        )}
      </p>
      {hasCameras && <p className="field-hint">{t('cameraSetup.exportHint')}</p>}
    </section>
  );
}
