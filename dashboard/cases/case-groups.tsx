// The alerts by day, newest first.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseSummary } from '../../contracts/index.ts';
import { useMomentFormat } from '../session/use-moment-format.ts';
import { useNow } from '../time/clock.tsx';
import { formatDay } from '../time/moment.ts';
import { CaseRow } from './case-row.tsx';
import { groupByDay, nameOfDay, type DayGroup } from './day-groups.ts';

interface CaseGroupsProps {
  cases: readonly CaseSummary[];
  arrivedIds: ReadonlySet<string>;
}

export function CaseGroups({ cases, arrivedIds }: CaseGroupsProps) {
  const { timezone } = useMomentFormat();
  const groups = useMemo(() => groupByDay(cases, timezone), [cases, timezone]);
  return groups.map((group) => (
    <section key={group.day} className="day">
      <h2 className="day-name">
        <DayName group={group} />
        <span className="day-count">{group.cases.length}</span>
      </h2>
      <ul className="case-list">
        {group.cases.map((summary) => (
          <CaseRow key={summary.id} summary={summary} arrived={arrivedIds.has(summary.id)} />
        ))}
      </ul>
    </section>
  ));
}

function DayName({ group }: { group: DayGroup }) {
  const { t } = useTranslation();
  const format = useMomentFormat();
  const name = nameOfDay(group.day, useNow(60_000), format.timezone);
  const date = formatDay(group.at, format);
  return <span>{name ? `${t(`cases.${name}`)} · ${date}` : date}</span>;
}
