// Reasons as a list, grouped by fence. Takes the reasons, the names of the fences, and the counts if there are any.
import { useTranslation } from 'react-i18next';
import { useMomentFormat } from '../../session/use-moment-format.ts';
import { useNow } from '../../time/clock.tsx';
import { formatSince } from '../../time/moment.ts';
import { whyText, type ShownReason } from '../../shared/why-text.ts';

export interface ListedReason extends ShownReason {
  /** In how many looks it applied, and when last. */
  counted?: { looks: number; lastAt: number };
}

interface WhyListProps {
  reasons: readonly ListedReason[];
  /** By the fence's id; reasons of other fences are left out. */
  names: ReadonlyMap<string, string>;
}

export function WhyList({ reasons, names }: WhyListProps) {
  const { t } = useTranslation();
  const known = [...names].filter(([id]) => reasons.some(({ fenceId }) => fenceId === id));
  if (known.length === 0) return <p className="muted">{t('why.nothing')}</p>;
  return known.map(([id, name]) => (
    <section key={id} className="why-fence" data-why={id}>
      {names.size > 1 && <h4 className="why-name">{name}</h4>}
      <ul className="why-list">
        {reasons.flatMap((one, index) =>
          one.fenceId === id ? [<WhyLine key={index} reason={one} />] : [],
        )}
      </ul>
    </section>
  ));
}

function WhyLine({ reason }: { reason: ListedReason }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const now = useNow(60_000);
  const { counted } = reason;
  return (
    <li data-reason={reason.reason}>
      <span>{whyText(t, reason)}</span>
      {counted && (
        <span className="muted">
          {t('why.looks', {
            total: counted.looks,
            time: formatSince(counted.lastAt, now, format),
          })}
        </span>
      )}
    </li>
  );
}
