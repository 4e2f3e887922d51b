// The dwell: one for all objects, or one for each class.
import { useTranslation } from 'react-i18next';
import { dwellClasses, type FenceFile } from '../../../contracts/index.ts';
import { Choice } from '../../settings/choice.tsx';
import { withPart } from '../edit/with-part.ts';
import { useOwnKinds } from '../../shared/own-kinds.ts';
import { defaultsOf } from './fence-defaults.ts';
import { Faults } from './field.tsx';
import { DurationInput } from './inputs.tsx';

type DwellFile = FenceFile['dwell'];
type DwellByClass = Exclude<NonNullable<DwellFile>, string>;

interface DwellFieldsProps {
  fence: FenceFile;
  onChange: (dwell: DwellFile) => void;
}

export function DwellFields({ fence, onChange }: DwellFieldsProps) {
  const { t } = useTranslation();
  const { dwell } = fence;
  const usual = defaultsOf(fence.kind, useOwnKinds()).dwellMs;
  const isByClass = typeof dwell === 'object';
  return (
    <div className="dwell">
      <Choice
        label={t('fences.form.dwell')}
        value={isByClass ? 'classes' : 'all'}
        options={[
          { value: 'all', label: t('fences.form.dwellAll') },
          { value: 'classes', label: t('fences.form.dwellClasses') },
        ]}
        onChange={(form) => {
          onChange(form === 'all' ? oneOf(dwell) : byClass(dwell));
        }}
      />
      {isByClass ? (
        <div className="setting-grid">
          {dwellClasses.map((name) => (
            <DurationInput
              key={name}
              label={t(`fences.dwellClass.${name}`)}
              path={`dwell.${name}`}
              value={dwell[name]}
              defaultMs={usual[name]}
              onChange={(value) => {
                onChange(withPart(dwell, { [name]: value }));
              }}
            />
          ))}
        </div>
      ) : (
        <DurationInput
          label={t('fences.form.dwellFor')}
          path="dwell"
          value={dwell}
          defaultMs={usual.default}
          onChange={onChange}
        />
      )}
      {isByClass && <Faults path="dwell" only />}
    </div>
  );
}

function oneOf(dwell: DwellFile): string | undefined {
  return typeof dwell === 'object' ? dwell.default : dwell;
}

function byClass(dwell: DwellFile): DwellByClass {
  if (typeof dwell === 'object') return dwell;
  if (dwell === undefined) return {};
  return Object.fromEntries(dwellClasses.map((name) => [name, dwell]));
}
