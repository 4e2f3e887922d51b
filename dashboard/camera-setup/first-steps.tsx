// What an empty install needs before there can be an alert, step by step, with what is done already.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SetUpEdge } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';

export function FirstSteps({ edges }: { edges: readonly SetUpEdge[] }) {
  const { t } = useTranslation();
  const able = edges.filter(({ isConnected, refusal }) => isConnected && refusal === null);
  const names = able.map(({ edgeId }) => edgeId).join(', ');
  return (
    <section className="card" aria-label={t('cameraSetup.emptyTitle')}>
      <h2 className="camera-name">{t('cameraSetup.emptyTitle')}</h2>
      <ol className="first-steps">
        <li data-done={able.length > 0}>
          {able.length > 0 && <Icon name="check" />}
          {able.length > 0
            ? t('cameraSetup.steps.edgeDone', { edges: names })
            : t('cameraSetup.steps.edge')}
        </li>
        <li>{t('cameraSetup.steps.camera')}</li>
        <li>{t('cameraSetup.steps.fence')}</li>
      </ol>
      <p className="camera-buttons">
        <Link href="/first-steps" className="button">
          {t('settings.firstSteps')}
        </Link>
      </p>
    </section>
  );
}
