// Searches cases by words, number, person, state and date. Takes the filter and the known people; reports every change, for words
// shortly after the last key. Loaded on first use.
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { caseStates, type CameraView } from '../../contracts/index.ts';
import { verdicts, type CaseFilter } from './case-filter.ts';
import { SavedSearches } from './saved-searches.tsx';

export interface CaseSearchProps {
  filter: CaseFilter;
  /** Suggested while typing a name. */
  people: readonly string[];
  cameras: readonly CameraView[];
  onChange: (filter: CaseFilter) => void;
}

const typingMs = 300;

export default function CaseSearch({ filter, people, cameras, onChange }: CaseSearchProps) {
  const { t } = useTranslation();
  const set = (part: Partial<CaseFilter>) => {
    onChange({ ...filter, ...part });
  };
  return (
    <search className="case-search" aria-label={t('cases.search')}>
      <TypedField
        label={t('cases.searchText')}
        hint={t('cases.searchHint')}
        value={filter.text}
        isFirst
        onType={(text) => {
          set({ text });
        }}
      />
      <TypedField
        label={t('cases.searchPerson')}
        hint={t('cases.searchPersonHint')}
        value={filter.person}
        offered={people}
        onType={(person) => {
          set({ person });
        }}
      />
      <Labelled label={t('cases.searchState')}>
        <select
          className="select"
          value={filter.state ?? ''}
          onChange={({ target }) => {
            set({ state: caseStates.find((one) => one === target.value) ?? null });
          }}
        >
          <option value="">{t('cases.anyState')}</option>
          {caseStates.map((state) => (
            <option key={state} value={state}>
              {t(`caseState.${state}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <FenceField
        cameras={cameras}
        fence={filter.fence}
        onChange={(fence) => {
          set({ fence });
        }}
      />
      <Labelled label={t('cases.searchVerdict')}>
        <select
          className="select"
          value={filter.verdict ?? ''}
          onChange={({ target }) => {
            set({ verdict: verdicts.find((one) => one === target.value) ?? null });
          }}
        >
          <option value="">{t('cases.anyVerdict')}</option>
          {verdicts.map((verdict) => (
            <option key={verdict} value={verdict}>
              {verdict === 'none' || verdict === 'confirmed'
                ? t(`cases.verdict.${verdict}`)
                : t(`voidReason.${verdict}`)}
            </option>
          ))}
        </select>
      </Labelled>
      <Days filter={filter} onDays={set} />
      <SavedSearches filter={filter} onShow={onChange} />
    </search>
  );
}

interface FenceFieldProps {
  cameras: readonly CameraView[];
  fence: string;
  onChange: (fence: string) => void;
}

/** A removed fence from the address stays selectable. */
function FenceField({ cameras, fence, onChange }: FenceFieldProps) {
  const { t } = useTranslation();
  const all = cameras.flatMap(({ name, fences }) =>
    fences.map((one) => ({ id: one.id, text: `${name} · ${one.name}` })),
  );
  const names = new Map(all.map(({ id, text }) => [id, text]));
  if (fence !== '' && !names.has(fence)) names.set(fence, fence);
  return (
    <Labelled label={t('cases.searchFence')}>
      <select
        className="select"
        value={fence}
        onChange={({ target }) => {
          onChange(target.value);
        }}
      >
        <option value="">{t('cases.anyFence')}</option>
        {[...names].map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface DaysProps {
  filter: CaseFilter;
  onDays: (days: Partial<CaseFilter>) => void;
}

function Days({ filter: { from, until }, onDays }: DaysProps) {
  const { t } = useTranslation();
  return (
    <>
      <Labelled label={t('cases.searchFrom')}>
        <input
          type="date"
          className="input"
          value={from}
          max={until}
          onChange={({ target }) => {
            onDays({ from: target.value });
          }}
        />
      </Labelled>
      <Labelled label={t('cases.searchUntil')}>
        <input
          type="date"
          className="input"
          value={until}
          min={from}
          onChange={({ target }) => {
            onDays({ until: target.value });
          }}
        />
      </Labelled>
    </>
  );
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      {children}
    </label>
  );
}

interface TypedFieldProps {
  label: string;
  hint: string;
  value: string;
  offered?: readonly string[];
  isFirst?: boolean;
  onType: (text: string) => void;
}

function TypedField({ label, hint, value, offered = [], isFirst, onType }: TypedFieldProps) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  // Reset from outside, for example by the address.
  if (known !== value) {
    setKnown(value);
    setTyped(value);
  }
  const tell = useEffectEvent(onType);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => {
      tell(typed);
    }, typingMs);
    return () => {
      clearTimeout(timer);
    };
  }, [typed, value]);
  return (
    <Labelled label={label}>
      <input
        type="search"
        className="input"
        placeholder={hint}
        maxLength={100}
        autoFocus={isFirst}
        list={offered.length > 0 ? 'case-people' : undefined}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
      />
      {offered.length > 0 && (
        <datalist id="case-people">
          {offered.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </Labelled>
  );
}
