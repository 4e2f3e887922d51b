// A note on the fence at the time of the alert: which version judged, and who changed it since, when and why.
import { useTranslation } from 'react-i18next';
import { useMomentFormat } from '../../../session/use-moment-format.ts';
import { useNow } from '../../../time/clock.tsx';
import { formatSince } from '../../../time/moment.ts';
import { hasChanged, type FenceThenAndNow } from '../use-fence-versions.ts';

export function FenceNote({ fences }: { fences: FenceThenAndNow }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { then, today } = fences;
  if (!then || !today || !hasChanged(fences)) return null;
  const values = {
    then: then.version,
    today: today.version,
    author: today.author,
    time: formatSince(today.at, now, format),
    reason: today.reason,
  };
  return (
    <p className="fence-note">
      {t(today.fence === null ? 'clip.fence.removed' : 'clip.fence.changed', values)}
    </p>
  );
}
