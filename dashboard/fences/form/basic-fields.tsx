// The settings that every fence needs: name, kind, dwell, and the minimum cover, size or number.
import { useTranslation } from 'react-i18next';
import {
  countingSettings,
  hasSetting,
  type FenceFile,
  type Kind,
  type KindFile,
} from '../../../contracts/index.ts';
import type { FencePart } from '../edit/edit-state.ts';
import { DwellFields } from './dwell-fields.tsx';
import { defaultsOf } from './fence-defaults.ts';
import { NumberInput, PercentInput, SelectInput, TextInput } from './inputs.tsx';
import { useKinds, useOwnKinds, useWrittenKinds } from '../../shared/own-kinds.ts';
import { kindText } from '../../shared/kind-text.ts';

interface BasicFieldsProps {
  fence: FenceFile;
  onChange: (part: FencePart, field: string) => void;
}

export function BasicFields({ fence, onChange }: BasicFieldsProps) {
  const { t } = useTranslation();
  const kinds = useKinds();
  const written = useWrittenKinds();
  return (
    <>
      <TextInput
        label={t('fences.form.name')}
        path="name"
        value={fence.name}
        placeholder={fence.id}
        onChange={(name) => {
          onChange({ name }, 'name');
        }}
      />
      <SelectInput<Kind>
        label={t('fences.form.kind')}
        path="kind"
        value={fence.kind}
        options={kinds.map(({ id }) => ({ value: id, label: kindText(t, id) }))}
        onChange={(kind) => {
          if (kind) onChange(partOfKind(kind, written), 'kind');
        }}
      />
      <DwellFields
        fence={fence}
        onChange={(dwell) => {
          onChange({ dwell }, 'dwell');
        }}
      />
      <CountingFields fence={fence} onChange={onChange} />
    </>
  );
}

/** Only the settings that the kind uses. */
function CountingFields({ fence, onChange }: BasicFieldsProps) {
  const { t } = useTranslation();
  const usual = defaultsOf(fence.kind, useOwnKinds());
  const asked = countingSettings.filter((setting) => hasSetting(usual.definition, setting));
  return asked.map((setting) => {
    const Input = setting === 'minCover' || setting === 'minArea' ? PercentInput : NumberInput;
    return (
      <Input
        key={setting}
        label={t(`fences.form.${setting}`)}
        path={setting}
        value={fence[setting]}
        usual={usual[setting] ?? undefined}
        onChange={(value) => {
          onChange({ [setting]: value }, setting);
        }}
      />
    );
  });
}

/** Another kind has other defaults: the settings of the old kind are dropped. */
function partOfKind(kind: Kind, written: readonly KindFile[]): FencePart {
  return {
    kind,
    definition: written.find(({ id }) => id === kind),
    minCover: undefined,
    minArea: undefined,
    minCount: undefined,
    apart: undefined,
    matterCode: undefined,
  };
}
