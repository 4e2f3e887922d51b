// Imports a GeoJSON file of cells, cameras or stalls: first a dry run with counts and a message per faulty row, then stored.
import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  coordinateSystems,
  maxGeoJsonBytes,
  type CoordinateSystem,
  type MapImport,
  type MapImportAnswer,
  type MapRowFault,
} from '../../../contracts/index.ts';
import type { Failure } from '../../api/answer.ts';
import { useSession } from '../../session/session-provider.tsx';
import { FailureNote } from '../../shared/failure-note.tsx';
import { TextField } from './text-field.tsx';

interface Wish {
  what: MapImport['what'];
  system: CoordinateSystem;
  text: string;
  file: string;
}
const kinds = ['cell', 'camera', 'stall'] as const;
const empty: Wish = { what: 'cell', system: 'wgs84', text: '', file: '' };

export function ImportCard() {
  const { t } = useTranslation();
  const state = useImport();
  const {
    wish,
    change,
    reason,
    setReason,
    isTooLarge,
    isBusy,
    answer,
    failure,
    take,
    send,
    isGood,
  } = state;
  return (
    <section className="card map-card">
      <h2 className="card-title">{t('map.import')}</h2>
      <Choice
        label={t('map.importWhat')}
        value={wish.what}
        values={kinds}
        textOf={(one) => t(`map.${one}s`)}
        onChange={(what) => {
          change({ what });
        }}
      />
      <Choice
        label={t('map.system')}
        value={wish.system}
        values={coordinateSystems}
        textOf={(one) => t(`map.system-${one}`)}
        onChange={(system) => {
          change({ system });
        }}
      />
      <label className="field">
        <span>{t('map.file')}</span>
        <input
          type="file"
          accept=".geojson,.json,application/geo+json,application/json"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) void take(file);
          }}
        />
      </label>
      {isTooLarge && (
        <p role="alert">{t('map.fileTooLarge', { most: maxGeoJsonBytes / 1024 / 1024 })}</p>
      )}
      {failure && <FailureNote failure={failure} />}
      {answer && <Outcome answer={answer} />}
      {isGood && (
        <TextField label={t('map.reason')} value={reason} most={500} onChange={setReason} />
      )}
      <p className="map-buttons">
        <button
          type="button"
          className="button"
          disabled={wish.text === '' || isBusy}
          onClick={() => void send(true)}
        >
          {t('map.tryImport')}
        </button>
        {isGood && (
          <button
            type="button"
            className="button button-primary"
            disabled={isBusy || reason.trim() === ''}
            onClick={() => void send(false)}
          >
            {t('map.doImport')}
          </button>
        )}
      </p>
    </section>
  );
}

function useImport() {
  const { client } = useSession();
  const queries = useQueryClient();
  const [wish, setWish] = useState(empty);
  const [reason, setReason] = useState('');
  const [isTooLarge, setTooLarge] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<MapImportAnswer | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = (part: Partial<Wish>) => {
    setWish({ ...wish, ...part });
    setAnswer(null);
    setFailure(null);
  };
  const take = async (file: File) => {
    setTooLarge(file.size > maxGeoJsonBytes);
    if (file.size <= maxGeoJsonBytes) change({ text: await file.text(), file: file.name });
  };
  const send = async (dryRun: boolean) => {
    setBusy(true);
    setFailure(null);
    const { what, system, text } = wish;
    const given = await client.importMap({
      what,
      system,
      text,
      dryRun,
      reason: reason.trim() || '-',
    });
    setBusy(false);
    if (given.status === 'error') setFailure(given);
    if (given.status !== 'ok') return;
    setAnswer(given.value);
    if (given.value.stored) await queries.invalidateQueries({ queryKey: ['map'] });
  };
  const isGood = answer !== null && answer.faultCount === 0 && !answer.stored;
  return {
    wish,
    change,
    reason,
    setReason,
    isTooLarge,
    isBusy,
    answer,
    failure,
    take,
    send,
    isGood,
  };
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  values: readonly T[];
  textOf: (value: T) => string;
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, values, textOf, onChange }: ChoiceProps<T>) {
  return (
    <label className="field">
      <span>{label}</span>
      <select
        className="select"
        value={value}
        onChange={(event) => {
          const chosen = values.find((one) => one === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {textOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Outcome({ answer }: { answer: MapImportAnswer }) {
  const { t } = useTranslation();
  const { faults, faultCount, added, changed, same, rows, stored } = answer;
  return (
    <div role="status">
      <p>
        {t('map.importCounts', { rows, added, changed, same })}{' '}
        <strong>
          {t(stored ? 'map.importStored' : faultCount > 0 ? 'map.importNot' : 'map.importGood')}
        </strong>
      </p>
      {faultCount > 0 && <p>{t('map.faultCount', { count: faultCount })}</p>}
      <ul className="map-faults">
        {faults.slice(0, 200).map((fault) => (
          <li key={`${fault.row ?? 0} ${fault.code}`}>{faultText(t, fault)}</li>
        ))}
      </ul>
    </div>
  );
}

function faultText(t: TFunction, { row, id, code, got }: MapRowFault): string {
  const where = row === null ? t('map.wholeFile') : t('map.row', { row });
  return `${where}${id === null ? '' : ` (${id})`}: ${t(`map.fault-${code}`, { got })}`;
}
