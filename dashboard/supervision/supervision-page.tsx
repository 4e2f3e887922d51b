// The supervision page: the number, speed and timeliness of cases per cell, person or kind, with the three-colour list and charts
// of the last weeks. Printed, it is the monthly report.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { numbersCsvAddress } from '../api/number-calls.ts';
import { LeaderQueries } from '../duty-desk/leader-queries.tsx';
import { useNames } from '../duty-desk/use-names.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { kindText } from '../shared/kind-text.ts';
import { Page } from '../shared/page.tsx';
import { useNow } from '../time/clock.tsx';
import { dayOf } from '../time/day.ts';
import { ColourList } from './colour-list.tsx';
import { chosenSearch, parseChoice, shownGroups, type Choice } from './choice.ts';
import { monthSpan, monthsUpTo, weeksUpTo, type Span } from './spans.ts';
import { Totals } from './totals.tsx';
import { useRows } from './use-numbers.ts';
import { WeekCharts } from './week-charts.tsx';
import './supervision.css';

export default function SupervisionPage() {
  return (
    <LeaderQueries>
      <Supervision />
    </LeaderQueries>
  );
}

const hourMs = 3_600_000;

function Supervision() {
  const { t } = useTranslation();
  const { session, timezone } = useSession();
  const today = dayOf(useNow(hourMs), timezone);
  const [search, setSearch] = useSearchParams();
  const choice = parseChoice(search);
  const span = spanOf(choice.when, today);
  const groups = useRows(span, choice.by);
  const total = useRows(span, 'all');
  const weeks = useMemo(() => weeksUpTo(today, 8), [today]);
  const choose = (next: Partial<Choice>) => {
    setSearch(chosenSearch({ ...choice, ...next }), { replace: true });
  };
  return (
    <Page title={t('supervision.title')} documentTitle={t('supervision.title')}>
      <p className="print-only">
        {session.site?.name} · {span.from} – {span.to}
      </p>
      <Choices choice={choice} today={today} span={span} onChoose={choose} />
      {total.failure && <FailureNote failure={total.failure} onRetry={total.retry} />}
      {total.rows && <Totals row={total.rows[0]} before={total.before[0]} />}
      <WeekCharts weeks={weeks} />
      <Groups choice={choice} groups={groups} />
    </Page>
  );
}

function Groups({ choice, groups }: { choice: Choice; groups: ReturnType<typeof useRows> }) {
  const { t } = useTranslation();
  const { nameOf } = useNames();
  const nameOfGroup = (group: string) => {
    if (group === '') return t('supervision.without');
    return choice.by === 'kind' ? kindText(t, group) : nameOf(group);
  };
  if (groups.failure) return <FailureNote failure={groups.failure} onRetry={groups.retry} />;
  if (groups.rows === null) return <p role="status">{t('app.loading')}</p>;
  return (
    <ColourList
      rows={groups.rows}
      before={groups.before}
      title={t(`supervision.by-${choice.by}`)}
      nameOf={nameOfGroup}
    />
  );
}

/** `week`, `last-week`, or a month. */
function spanOf(when: string, today: string): Span {
  const [last, week] = weeksUpTo(today, 2);
  if (when === 'week' && week) return week;
  if (when === 'last-week' && last) return last;
  return monthSpan(when);
}

interface ChoicesProps {
  choice: Choice;
  today: string;
  span: Span;
  onChoose: (choice: Partial<Choice>) => void;
}

function Choices({ choice, today, span, onChoose }: ChoicesProps) {
  const { t } = useTranslation();
  const months = monthsUpTo(today, 12);
  return (
    <div className="filters supervision-choices" role="group" aria-label={t('supervision.choices')}>
      <select
        className="select"
        aria-label={t('supervision.when')}
        value={choice.when}
        onChange={(event) => {
          onChoose({ when: event.target.value });
        }}
      >
        <option value="week">{t('supervision.week')}</option>
        <option value="last-week">{t('supervision.lastWeek')}</option>
        {months.map((month) => (
          <option key={month} value={month}>
            {month}
          </option>
        ))}
      </select>
      <select
        className="select"
        aria-label={t('supervision.by')}
        value={choice.by}
        onChange={(event) => {
          onChoose({ by: shownGroups.find((by) => by === event.target.value) ?? 'cell' });
        }}
      >
        {shownGroups.map((by) => (
          <option key={by} value={by}>
            {t(`supervision.by-${by}`)}
          </option>
        ))}
      </select>
      <a className="button" href={numbersCsvAddress({ ...span, by: choice.by })} download>
        <Icon name="export" />
        CSV
      </a>
      <button
        type="button"
        className="button"
        onClick={() => {
          print();
        }}
      >
        <Icon name="report" />
        {t('supervision.print')}
      </button>
    </div>
  );
}
