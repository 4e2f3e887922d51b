// The settings of a fence's alerts, and how its incidents end and re-open.
import { useTranslation } from 'react-i18next';
import {
  severities,
  usualMatterCode,
  type FenceFile,
  type Severity,
} from '../../../contracts/index.ts';
import type { FencePart } from '../edit/edit-state.ts';
import { useOwnKinds } from '../../shared/own-kinds.ts';
import { defaultsOf } from './fence-defaults.ts';
import { usePlaceMates } from './place-mates.ts';
import { DurationInput, SelectInput, TextInput } from './inputs.tsx';

interface AlertFieldsProps {
  fence: FenceFile;
  /** The id can be changed only before the fence is armed. */
  isNew: boolean;
  onChange: (part: FencePart, field: string) => void;
}

const times = [
  ['reopenWithin', 'reopenWithinMs'],
  ['stillThereEvery', 'stillThereEveryMs'],
  ['clearAfter', 'clearAfterMs'],
] as const;

export function AlertFields({ fence, isNew, onChange }: AlertFieldsProps) {
  const { t } = useTranslation();
  const usual = defaultsOf(fence.kind, useOwnKinds());
  return (
    <>
      <SelectInput<Severity>
        label={t('fences.form.severity')}
        path="severity"
        value={fence.severity ?? usual.severity}
        options={severities.map((value) => ({ value, label: t(`fences.severity.${value}`) }))}
        onChange={(severity) => {
          onChange({ severity: severity === usual.severity ? undefined : severity }, 'severity');
        }}
      />
      <MatterCodeInput fence={fence} onChange={onChange} />
      <TextInput
        label={t('fences.form.place')}
        path="place"
        hint={t('fences.form.placeHint')}
        value={fence.place}
        onChange={(place) => {
          onChange({ place }, 'place');
        }}
      />
      <PlaceMates fence={fence} />
      {times.map(([name, defaultName]) => (
        <DurationInput
          key={name}
          label={t(`fences.form.${name}`)}
          path={name}
          value={fence[name]}
          defaultMs={usual[defaultName]}
          onChange={(value) => {
            onChange({ [name]: value }, name);
          }}
        />
      ))}
      {isNew && (
        <TextInput
          label={t('fences.form.id')}
          path="id"
          hint={t('fences.form.idHint')}
          value={fence.id}
          onChange={(id) => {
            onChange({ id: id ?? '' }, 'id');
          }}
        />
      )}
    </>
  );
}

/** The other fences of the place, so that a typing error in its name shows at once. */
function PlaceMates({ fence }: { fence: FenceFile }) {
  const { t } = useTranslation();
  const mates = usePlaceMates(fence);
  if ((fence.place ?? '') === '') return null;
  const names = mates.map(({ camera, name, id }) => `${camera} · ${name ?? id}`).join(', ');
  return (
    <p className="setting-hint" data-place-mates={mates.length}>
      {names === '' ? t('fences.form.placeAlone') : t('fences.form.placeShared', { names })}
    </p>
  );
}

/** The matters of the national list for this kind, and any other code that the fence has. */
function MatterCodeInput({ fence, onChange }: Omit<AlertFieldsProps, 'isNew'>) {
  const { t, i18n } = useTranslation();
  const { definition } = defaultsOf(fence.kind, useOwnKinds());
  const codes = definition.matters;
  const usual = usualMatterCode(definition);
  const isListed = codes.some(({ code }) => code === fence.matterCode);
  const other = fence.matterCode !== undefined && !isListed ? [fence.matterCode] : [];
  return (
    <SelectInput<string>
      label={t('fences.form.matterCode')}
      path="matterCode"
      value={fence.matterCode ?? usual}
      options={[
        ...codes.map(({ code, en, zh }) => ({
          value: code,
          label: `${code} ${i18n.language === 'en' ? en : zh}`,
        })),
        ...other.map((code) => ({ value: code, label: code })),
      ]}
      onChange={(code) => {
        onChange({ matterCode: code === usual ? undefined : code }, 'matterCode');
      }}
    />
  );
}
