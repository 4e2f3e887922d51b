// What every fence needs: its name, what it watches for, how long a thing must stay, how much of it there must be.
import { useTranslation } from 'react-i18next';
import { kinds, type FenceFile, type Kind } from '../../../contracts/index.ts';
import type { FencePart } from '../edit/edit-state.ts';
import { DwellFields } from './dwell-fields.tsx';
import { defaultsOf } from './fence-defaults.ts';
import { PercentInput, SelectInput, TextInput } from './inputs.tsx';

interface BasicFieldsProps {
  fence: FenceFile;
  onChange: (part: FencePart, field: string) => void;
}

export function BasicFields({ fence, onChange }: BasicFieldsProps) {
  const { t } = useTranslation();
  const usual = defaultsOf(fence.kind);
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
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(kind) => {
          if (kind) onChange(partOfKind(kind), 'kind');
        }}
      />
      <DwellFields
        fence={fence}
        onChange={(dwell) => {
          onChange({ dwell }, 'dwell');
        }}
      />
      {fence.kind === 'blocked-fire-exit' && (
        <PercentInput
          label={t('fences.form.minCover')}
          path="minCover"
          value={fence.minCover}
          usual={usual.minCover}
          onChange={(minCover) => {
            onChange({ minCover }, 'minCover');
          }}
        />
      )}
      {fence.kind === 'debris-pile' && (
        <PercentInput
          label={t('fences.form.minArea')}
          path="minArea"
          value={fence.minArea}
          usual={usual.minArea}
          onChange={(minArea) => {
            onChange({ minArea }, 'minArea');
          }}
        />
      )}
    </>
  );
}

/** Another kind brings its own defaults: what was set for the former one means something else. */
function partOfKind(kind: Kind): FencePart {
  return { kind, minCover: undefined, minArea: undefined, matterCode: undefined };
}
