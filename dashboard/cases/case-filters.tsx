// The quick filters of the list: kind, still there, camera. Each is one tap.
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraView, Kind, KindSpec } from '../../contracts/index.ts';
import { Icon } from '../shared/icon.tsx';
import { useKinds, useMark } from '../shared/own-kinds.ts';
import { isFiltering, isSearching, noFilter, type CaseFilter } from './case-filter.ts';
import { useSearchOpen } from './use-search-open.ts';
import { kindText } from '../shared/kind-text.ts';

const CaseSearch = lazy(() => import('./case-search.tsx'));

/** The first kinds of the list; others only if fences watch for them. */
const offeredAlways = 3;

interface CaseFiltersProps {
  filter: CaseFilter;
  cameras: readonly CameraView[];
  /** People who are known to have cases. */
  people: readonly string[];
  onChange: (filter: CaseFilter) => void;
}

export function CaseFilters({ people, ...props }: CaseFiltersProps) {
  const { filter, onChange } = props;
  const [isOpen, toggle] = useSearchOpen(filter);
  return (
    <>
      <FilterRow {...props} isSearchOpen={isOpen} onSearch={toggle} />
      {isOpen && (
        <Suspense fallback={null}>
          <CaseSearch filter={filter} people={people} cameras={props.cameras} onChange={onChange} />
        </Suspense>
      )}
    </>
  );
}

interface FilterRowProps extends Omit<CaseFiltersProps, 'people'> {
  isSearchOpen: boolean;
  onSearch: () => void;
}

function FilterRow({ filter, cameras, onChange, isSearchOpen, onSearch }: FilterRowProps) {
  const { t } = useTranslation();
  const kinds = kindsOf(useKinds(), cameras, filter.kind);
  return (
    <div className="filters" role="group" aria-label={t('cases.filters')}>
      <button
        type="button"
        className="filter-chip"
        aria-expanded={isSearchOpen}
        aria-keyshortcuts="/"
        data-searching={isSearching(filter)}
        onClick={onSearch}
      >
        <Icon name="search" />
        {t('cases.search')}
      </button>
      <button
        type="button"
        className="filter-chip"
        aria-pressed={filter.onlyPresent}
        onClick={() => {
          onChange({ ...filter, onlyPresent: !filter.onlyPresent });
        }}
      >
        <span className="pulse" aria-hidden="true" />
        {t('cases.onlyPresent')}
      </button>
      {kinds.map((kind) => (
        <KindChip
          key={kind}
          kind={kind}
          pressed={filter.kind === kind}
          onPress={() => {
            onChange({ ...filter, kind: filter.kind === kind ? null : kind });
          }}
        />
      ))}
      <select
        className="select"
        aria-label={t('cases.camera')}
        value={filter.cameraId ?? ''}
        onChange={(event) => {
          onChange({ ...filter, cameraId: event.target.value || null });
        }}
      >
        <option value="">{t('cases.allCameras')}</option>
        {withChosen(cameras, filter.cameraId).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {isFiltering(filter) && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            onChange(noFilter);
          }}
        >
          {t('cases.clearFilters')}
        </button>
      )}
    </div>
  );
}

interface KindChipProps {
  kind: Kind;
  pressed: boolean;
  onPress: () => void;
}

function KindChip({ kind, pressed, onPress }: KindChipProps) {
  const { t } = useTranslation();
  const { icon, hue } = useMark(kind);
  return (
    <button
      type="button"
      className="filter-chip"
      data-kind={kind}
      data-hue={hue}
      aria-pressed={pressed}
      onClick={onPress}
    >
      <Icon name={icon} />
      {kindText(t, kind)}
    </button>
  );
}

/** The kinds that fences watch for, the common ones, and the selected one. */
function kindsOf(
  all: readonly KindSpec[],
  cameras: readonly CameraView[],
  chosen: Kind | null,
): Kind[] {
  const watched = new Set(cameras.flatMap(({ fences }) => fences.map(({ kind }) => kind)));
  const known = all.map(({ id }) => id);
  const offered = known.filter((kind, index) => index < offeredAlways || watched.has(kind));
  return chosen === null || offered.includes(chosen) ? offered : [...offered, chosen];
}

/** A camera from the address stays selectable even if no loaded case has it. */
function withChosen(
  cameras: readonly CameraView[],
  chosen: string | null,
): readonly Pick<CameraView, 'id' | 'name'>[] {
  if (chosen === null || cameras.some(({ id }) => id === chosen)) return cameras;
  return [...cameras, { id: chosen, name: chosen }];
}
