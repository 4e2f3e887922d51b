// Why the fences of a camera do not alert now, and the reasons since the edge began to count. Polls the camera every two seconds
// while it is shown.
import { useTranslation } from 'react-i18next';
import type { WhyCount, WhyNot } from '../../../contracts/index.ts';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { useNow } from '../../time/clock.tsx';
import { formatSince } from '../../time/moment.ts';
import { useCameraNow } from '../now/use-camera-now.ts';
import { WhyList, type ListedReason } from './why-list.tsx';
import './why.css';

export interface WhyNowProps {
  cameraId: string;
  /** Names of the armed fences, by id. */
  names: ReadonlyMap<string, string>;
}

const pollMs = 2000;

export function WhyNow({ cameraId, names }: WhyNowProps) {
  const { t } = useTranslation();
  const { now } = useCameraNow(cameraId, pollMs);
  if (names.size === 0) return <p className="muted">{t('why.notArmed')}</p>;
  if (now === null) return <p className="muted">{t('app.loading')}</p>;
  if (!now.why) return <p className="muted">{t('why.silent')}</p>;
  return <Told why={now.why} names={names} />;
}

function Told({ why, names }: { why: WhyNot } & Pick<WhyNowProps, 'names'>) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const at = useNow(60_000);
  return (
    <div className="why">
      <h3 className="why-title">{t('why.now')}</h3>
      <WhyList reasons={why.now} names={names} />
      <h3 className="why-title">{t('why.since', { time: formatSince(why.since, at, format) })}</h3>
      <WhyList reasons={why.counts.map(countedReason)} names={names} />
    </div>
  );
}

/** Shows the stay that came nearest to its dwell. */
export function countedReason({ fenceId, reason, looks, lastAt, longest }: WhyCount): ListedReason {
  return { fenceId, reason, stay: longest, counted: { looks, lastAt } };
}
