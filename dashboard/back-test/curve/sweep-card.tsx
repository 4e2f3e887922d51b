// The curves of a fence, one setting at a time.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fence, FenceFile } from '../../../contracts/index.ts';
import { Choice } from '../../settings/choice.tsx';
import type { Curve } from '../replay/message.ts';
import { SweepChart } from './sweep-chart.tsx';
import { currentSetting, proposalOf } from './sweep-values.ts';

interface SweepCardProps {
  curves: readonly Curve[] | null;
  /** A newer replay is running. */
  isStale: boolean;
  fence: Fence;
  onPropose?: ((part: Partial<FenceFile>) => void) | undefined;
}

export function SweepCard({ curves, isStale, fence, onPropose }: SweepCardProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Curve['by']>('dwell');
  const curve = curves?.find(({ by }) => by === chosen) ?? curves?.[0];
  return (
    <div className="sweep" data-stale={isStale || undefined}>
      <div className="sweep-head">
        <h3 className="back-test-subtitle">{t('backTest.sweep')}</h3>
        {curves && curves.length > 1 && curve && (
          <Choice
            label={t('backTest.sweepOf')}
            value={curve.by}
            options={curves.map(({ by }) => ({ value: by, label: t(`backTest.setting-${by}`) }))}
            onChange={setChosen}
          />
        )}
      </div>
      {curve ? (
        <>
          <p className="muted sweep-axis">
            {t('backTest.sweepAxis')} · {t(`backTest.setting-${curve.by}`)}
          </p>
          <SweepChart
            curve={curve}
            current={currentSetting(fence, curve.by)}
            onPick={
              onPropose &&
              ((value) => {
                onPropose(proposalOf(curve.by, value));
              })
            }
          />
        </>
      ) : (
        <p className="muted" role="status">
          {t('backTest.sweeping')}
        </p>
      )}
    </div>
  );
}
