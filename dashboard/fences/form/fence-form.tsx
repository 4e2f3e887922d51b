// Every setting of a fence: basic ones are open, the rest is folded, and groups with a fault open.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Fault, FenceFile } from '../../../contracts/index.ts';
import type { EditAction, FencePart } from '../edit/edit-state.ts';
import { AlertFields } from './alert-fields.tsx';
import { BasicFields } from './basic-fields.tsx';
import { useOwnKinds } from '../../shared/own-kinds.ts';
import { ExceptionRows } from './exception-rows.tsx';
import { defaultsOf } from './fence-defaults.ts';
import { Faults, FaultsContext, Section } from './field.tsx';
import { HoursRows } from './hours-rows.tsx';
import { MatchingFields } from './matching-fields.tsx';
import { PermitRows } from './permit-rows.tsx';
import { ShapeFields } from './shape-fields.tsx';

interface FenceFormProps {
  fence: FenceFile;
  faults: readonly Fault[];
  isNew: boolean;
  dispatch: (action: EditAction) => void;
}

type Change = (part: FencePart, field: string) => void;

export function FenceForm({ fence, faults, isNew, dispatch }: FenceFormProps) {
  const { t } = useTranslation();
  const mayPermit = defaultsOf(fence.kind, useOwnKinds()).definition.whoMay.permits;
  const change: Change = (part, field) => {
    dispatch({ type: 'change', part, field });
  };
  return (
    <FaultsContext value={faults}>
      <form
        className="fence-form"
        onSubmit={(event) => {
          event.preventDefault();
        }}
        onBlur={() => {
          dispatch({ type: 'settle' });
        }}
      >
        <Section
          title={t('fences.form.basics')}
          paths={['name', 'kind', 'dwell', 'minCover', 'minArea', 'minCount', 'apart']}
          open
        >
          <BasicFields fence={fence} onChange={change} />
        </Section>
        <Section
          title={t('fences.form.shape')}
          summary={t('fences.form.points', { total: fence.polygon.length })}
          paths={['polygon', 'holes']}
        >
          <ShapeFields fence={fence} dispatch={dispatch} />
        </Section>
        <HoursSection fence={fence} onChange={change} />
        {(mayPermit || fence.permits !== undefined) && (
          <Section
            title={t('fences.form.permits')}
            summary={countText(t, fence.permits?.length ?? 0)}
            paths={['permits']}
          >
            <PermitRows
              permits={fence.permits}
              dispatch={dispatch}
              onChange={(permits) => {
                change({ permits }, 'permits');
              }}
            />
          </Section>
        )}
        <Section
          title={t('fences.form.matching')}
          summary={(fence.anchor ?? fence.size) ? t('fences.form.set') : t('fences.form.usual')}
          paths={['anchor', 'size']}
        >
          <MatchingFields fence={fence} onChange={change} />
        </Section>
        <Section
          title={t('fences.form.alert')}
          summary={[t(`fences.severity.${fence.severity ?? 'normal'}`), fence.place]
            .filter(Boolean)
            .join(' · ')}
          paths={[
            'severity',
            'matterCode',
            'place',
            'reopenWithin',
            'stillThereEvery',
            'clearAfter',
            'id',
          ]}
        >
          <AlertFields fence={fence} isNew={isNew} onChange={change} />
        </Section>
      </form>
    </FaultsContext>
  );
}

function HoursSection({ fence, onChange }: { fence: FenceFile; onChange: Change }) {
  const { t } = useTranslation();
  return (
    <Section
      title={t('fences.form.hours')}
      summary={fence.schedule ? t('fences.form.set') : t('fences.form.always')}
      paths={['schedule', 'exceptions']}
    >
      <HoursRows
        path="schedule"
        emptyText={t('fences.form.noSchedule')}
        hours={fence.schedule}
        onChange={(schedule) => {
          onChange({ schedule }, 'schedule');
        }}
      />
      <Faults path="schedule" only />
      <fieldset className="setting-set">
        <legend className="field-label">{t('fences.form.exceptions')}</legend>
        <ExceptionRows
          exceptions={fence.exceptions}
          onChange={(exceptions) => {
            onChange({ exceptions }, 'exceptions');
          }}
        />
      </fieldset>
    </Section>
  );
}

function countText(t: TFunction, total: number): string {
  return total === 0 ? t('fences.form.none') : String(total);
}
