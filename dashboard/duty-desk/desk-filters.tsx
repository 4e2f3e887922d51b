// The filters of the duty desk: colours with their counts, kind, cell, state, person, words, order. On a small screen all but the
// colours are behind one button, which says how many are set.
import { useId, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icon.tsx';
import { caseStates, type ListedCase } from '../../contracts/index.ts';
import { kindText } from '../shared/kind-text.ts';
import { useKinds } from '../shared/own-kinds.ts';
import { isOpenCase } from './open-cases.ts';
import {
  deskOrders,
  holderOf,
  isDeskFiltering,
  nobody,
  noDeskFilter,
  type DeskFilter,
} from './desk-filter.ts';
import { deskLights, type DeskLight } from './light.ts';

interface DeskFiltersProps {
  filter: DeskFilter;
  counts: Record<DeskLight, number>;
  cases: readonly ListedCase[];
  nameOf: (id: string) => string;
  search: RefObject<HTMLInputElement | null>;
  onChange: (filter: DeskFilter) => void;
}

export function DeskFilters(props: DeskFiltersProps) {
  const { filter, search, onChange } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const moreId = useId();
  return (
    <div className="filters desk-filters" role="group" aria-label={t('cases.filters')}>
      <LightChips {...props} />
      <MoreButton
        filter={filter}
        isOpen={isOpen}
        controls={moreId}
        onPress={() => {
          setOpen(!isOpen);
        }}
      />
      <div className="desk-more" id={moreId} data-open={isOpen}>
        <input
          ref={search}
          type="search"
          className="input desk-search"
          aria-label={t('desk.search')}
          placeholder={t('desk.searchHint')}
          maxLength={100}
          value={filter.text}
          onChange={(event) => {
            onChange({ ...filter, text: event.target.value });
          }}
        />
        <ChoiceFilters {...props} />
      </div>
      {isDeskFiltering(filter) && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            onChange({ ...noDeskFilter, order: filter.order });
          }}
        >
          {t('cases.clearFilters')}
        </button>
      )}
    </div>
  );
}

interface MoreButtonProps {
  filter: DeskFilter;
  isOpen: boolean;
  controls: string;
  onPress: () => void;
}

/** Only on a small screen. */
function MoreButton({ filter, isOpen, controls, onPress }: MoreButtonProps) {
  const { t } = useTranslation();
  const { kind, cell, state, person, text } = filter;
  const total = [kind, cell, state, person, text || null].filter((one) => one !== null).length;
  return (
    <button
      type="button"
      className="filter-chip desk-more-button"
      aria-expanded={isOpen}
      aria-controls={controls}
      aria-pressed={total > 0}
      onClick={onPress}
    >
      <Icon name="filter" />
      {t('cases.filters')}
      {total > 0 && <strong>{total}</strong>}
    </button>
  );
}

function ChoiceFilters(props: DeskFiltersProps) {
  const { filter, cases, nameOf, onChange } = props;
  const { t } = useTranslation();
  const set = (part: Partial<DeskFilter>) => {
    onChange({ ...filter, ...part });
  };
  return (
    <>
      <KindSelect {...props} />
      <Choose
        label={t('desk.cell')}
        all={t('desk.allCells')}
        value={filter.cell}
        onChange={(cell) => {
          set({ cell });
        }}
      >
        {withChosen(distinct(cases.map(({ gridCell }) => gridCell)), filter.cell)}
      </Choose>
      <Choose
        label={t('desk.state')}
        all={t('desk.allStates')}
        value={filter.state}
        onChange={(state) => {
          set({ state: caseStates.find((one) => one === state) ?? null });
        }}
      >
        {caseStates
          .filter((state) => isOpenCase({ state }))
          .map((state) => ({ value: state, text: t(`caseState.${state}`) }))}
      </Choose>
      <Choose
        label={t('desk.person')}
        all={t('desk.allPeople')}
        value={filter.person}
        onChange={(person) => {
          set({ person });
        }}
      >
        {[
          { value: nobody, text: t('desk.nobody') },
          ...distinct(cases.map(holderOf)).map((id) => ({ value: id, text: nameOf(id) })),
        ]}
      </Choose>
      <OrderSelect {...props} />
    </>
  );
}

function LightChips({ filter, counts, onChange }: DeskFiltersProps) {
  const { t } = useTranslation();
  return deskLights.map((light) => (
    <button
      key={light}
      type="button"
      className="filter-chip light-chip"
      data-light={light}
      data-empty={counts[light] === 0 && filter.light !== light}
      aria-pressed={filter.light === light}
      onClick={() => {
        onChange({ ...filter, light: filter.light === light ? null : light });
      }}
    >
      <span className="light-dot" aria-hidden="true" />
      {t(`light.${light}`)} <strong>{counts[light]}</strong>
    </button>
  ));
}

function KindSelect({ filter, cases, onChange }: DeskFiltersProps) {
  const { t } = useTranslation();
  const known = useKinds().map(({ id }) => id);
  const there = new Set(cases.map(({ kind }) => kind));
  const offered = known.filter((kind, index) => index < 3 || there.has(kind));
  return (
    <Choose
      label={t('cases.kind')}
      all={t('cases.allKinds')}
      value={filter.kind}
      onChange={(kind) => {
        onChange({ ...filter, kind });
      }}
    >
      {offered.map((kind) => ({ value: kind, text: kindText(t, kind) }))}
    </Choose>
  );
}

function OrderSelect({ filter, onChange }: DeskFiltersProps) {
  const { t } = useTranslation();
  return (
    <Choose
      label={t('desk.order')}
      value={filter.order}
      onChange={(order) => {
        onChange({ ...filter, order: deskOrders.find((one) => one === order) ?? 'urgent' });
      }}
    >
      {deskOrders.map((order) => ({ value: order, text: t(`desk.order-${order}`) }))}
    </Choose>
  );
}

interface Option {
  value: string;
  text: string;
}

interface ChooseProps {
  label: string;
  /** The option for "no choice"; a choice is required when absent. */
  all?: string;
  value: string | null;
  children: readonly Option[];
  onChange: (value: string | null) => void;
}

function Choose({ label, all, value, children, onChange }: ChooseProps): ReactNode {
  return (
    <select
      className="select"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => {
        onChange(event.target.value || null);
      }}
    >
      {all !== undefined && <option value="">{all}</option>}
      {children.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

function distinct(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))].sort();
}

/** A value from the address stays selectable even if no case has it. */
function withChosen(values: readonly string[], chosen: string | null): Option[] {
  const all = chosen === null || values.includes(chosen) ? values : [...values, chosen];
  return all.map((value) => ({ value, text: value }));
}
