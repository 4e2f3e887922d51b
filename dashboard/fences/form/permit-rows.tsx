// Permits: licensed stalls with their holder, area and hours.
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../../contracts/index.ts';
import { Icon } from '../../shared/icon.tsx';
import type { EditAction } from '../edit/edit-state.ts';
import { withPart, type Part } from '../edit/with-part.ts';
import { Faults } from './field.tsx';
import { HoursRows } from './hours-rows.tsx';
import { TextInput } from './inputs.tsx';
import { replaced, Rows, without } from './rows.tsx';

type PermitFile = NonNullable<FenceFile['permits']>[number];

interface PermitRowsProps {
  permits: readonly PermitFile[] | undefined;
  onChange: (permits: PermitFile[] | undefined) => void;
  dispatch: (action: EditAction) => void;
}

export function PermitRows({ permits = [], onChange, dispatch }: PermitRowsProps) {
  const { t } = useTranslation();
  return (
    <Rows
      items={permits}
      emptyText={t('fences.form.noPermits')}
      addLabel={t('fences.form.addPermit')}
      removeLabel={(number) => t('fences.form.removePermit', { number })}
      onAdd={() => {
        onChange([...permits, {}]);
      }}
      onRemove={(index) => {
        onChange(without(permits, index));
      }}
    >
      {(permit, index) => (
        <PermitFields
          index={index}
          permit={permit}
          dispatch={dispatch}
          onChange={(part) => {
            onChange(replaced(permits, index, withPart(permit, part)));
          }}
        />
      )}
    </Rows>
  );
}

interface PermitFieldsProps {
  index: number;
  permit: PermitFile;
  dispatch: (action: EditAction) => void;
  onChange: (part: Part<PermitFile>) => void;
}

function PermitFields({ index, permit, dispatch, onChange }: PermitFieldsProps) {
  const { t } = useTranslation();
  const path = `permits[${index}]`;
  return (
    <>
      <div className="setting-pair">
        <TextInput
          label={t('fences.form.holder')}
          path={`${path}.holder`}
          value={permit.holder}
          onChange={(holder) => {
            onChange({ holder });
          }}
        />
        <TextInput
          label={t('fences.form.permitId')}
          path={`${path}.id`}
          value={permit.id}
          onChange={(id) => {
            onChange({ id });
          }}
        />
      </div>
      <PermitArea index={index} permit={permit} dispatch={dispatch} />
      <HoursRows
        path={`${path}.hours`}
        emptyText={t('fences.form.permitAlways')}
        hours={permit.hours}
        onChange={(hours) => {
          onChange({ hours });
        }}
      />
      <Faults path={`${path}.hours`} only />
    </>
  );
}

function PermitArea({ index, permit, dispatch }: Omit<PermitFieldsProps, 'onChange'>) {
  const { t } = useTranslation();
  const ring = { part: 'permit', index } as const;
  return (
    <div className="area-line">
      <span className="setting-hint">
        {permit.polygon
          ? t('fences.form.permitArea', { total: permit.polygon.length })
          : t('fences.form.permitEverywhere')}
      </span>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          dispatch({ type: 'draw', ring });
        }}
      >
        <Icon name="permit" />
        {t(permit.polygon ? 'fences.form.redrawArea' : 'fences.form.drawArea')}
      </button>
      {permit.polygon && (
        <button
          type="button"
          className="link-button"
          onClick={() => {
            dispatch({ type: 'delete-ring', ring });
          }}
        >
          {t('fences.form.wholeFence')}
        </button>
      )}
      <Faults path={`permits[${index}].polygon`} />
    </div>
  );
}
