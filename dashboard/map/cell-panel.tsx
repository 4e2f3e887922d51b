// One cell: who is on duty, its open cases, cameras and stalls.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isInOutline, type DutyContent } from '../../contracts/index.ts';
import { failureOf, valueOf } from '../duty-desk/desk-queries.ts';
import { sortForDesk } from '../duty-desk/desk-filter.ts';
import { useSession } from '../session/session-provider.tsx';
import { FailureNote } from '../shared/failure-note.tsx';
import { nameIn } from './cell-list.tsx';
import { dutiesOfCell } from './duties-of-cell.ts';
import { CameraItems, CaseItems, StallItems } from './item-lists.tsx';
import type { SidePanelProps } from './side-panel-props.ts';

export function CellPanel({ state, cell, roster, nameOf }: SidePanelProps & { cell: string }) {
  const { t } = useTranslation();
  const { shown, cameras, map, now } = state;
  const cases = sortForDesk(
    shown.filter(({ gridCell }) => gridCell === cell),
    'urgent',
    now,
  );
  const outline = map.cells.find((one) => one.cell === cell)?.outline ?? [];
  const stalls = map.stalls.filter(
    (one) => one.gridCell === cell || (one.gridCell === undefined && isInOutline(outline, one.at)),
  );
  const heat = state.heat?.get(cell) ?? 0;
  const name = nameIn(state, cell);
  return (
    <section className="card map-card" aria-label={name}>
      <h2 className="card-title">
        {name} {name !== cell && <small className="muted code">{cell}</small>}
      </h2>
      {state.heat !== null && <p>{t('map.inMonth', { count: heat, month: state.choice.month })}</p>}
      <OnDuty cell={cell} roster={roster} nameOf={nameOf} />
      <h3>{t('map.openHere', { count: cases.length })}</h3>
      <CaseItems cases={cases} now={now} />
      <h3>{t('map.camerasHere')}</h3>
      <CameraItems cameras={cameras.filter(({ gridCell }) => gridCell === cell)} />
      {stalls.length > 0 && <h3>{t('map.stallsHere')}</h3>}
      <StallItems stalls={stalls} isOpen={state.isStallOpen} />
    </section>
  );
}

interface OnDutyProps {
  cell: string;
  roster: DutyContent | null;
  nameOf: (id: string) => string;
}

function OnDuty({ cell, roster, nameOf }: OnDutyProps) {
  const { t } = useTranslation();
  const { client } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['duty-of-cells'],
    queryFn: async ({ signal }) => valueOf(await client.getDuty(null, signal)),
    refetchInterval: 60_000,
  });
  const failure = failureOf(error);
  if (failure) return <FailureNote failure={failure} onRetry={() => void refetch()} />;
  const duties = dutiesOfCell(data?.duties ?? [], roster, cell);
  return (
    <>
      <h3>{t('map.onDuty')}</h3>
      {data && duties.length === 0 && <p>{t('map.nobody')}</p>}
      <ul className="map-items">
        {duties.map(({ unit, unitName, part, people }) => (
          <li key={`${unit} ${part}`}>
            {unitName ?? nameOf(unit)} · {t(`duty.${part}`)}:{' '}
            <strong>
              {people.length === 0
                ? t('desk.nobodyOnDuty')
                : people.map(({ person, name }) => name ?? nameOf(person)).join(', ')}
            </strong>
          </li>
        ))}
      </ul>
    </>
  );
}
