// Which objects count: the part that must be in the fence, and the size limits.
import { useTranslation } from 'react-i18next';
import type { FenceFile } from '../../../contracts/index.ts';
import type { FencePart } from '../edit/edit-state.ts';
import { withPart } from '../edit/with-part.ts';
import { Faults } from './field.tsx';
import { PercentInput, SelectInput } from './inputs.tsx';

type AnchorFile = NonNullable<FenceFile['anchor']>;
type AnchorName = 'bottom-centre' | 'any-overlap' | 'inside' | 'covers';
type SizeFile = NonNullable<FenceFile['size']>;

const anchorNames = ['bottom-centre', 'any-overlap', 'inside', 'covers'] as const;
const sizeNames = ['minWidth', 'maxWidth', 'minHeight', 'maxHeight', 'minArea', 'maxArea'] as const;
const usualShare = { inside: 0.5, covers: 0.1 };

interface MatchingFieldsProps {
  fence: FenceFile;
  onChange: (part: FencePart, field: string) => void;
}

export function MatchingFields({ fence, onChange }: MatchingFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <AnchorFields
        anchor={fence.anchor}
        onChange={(anchor) => {
          onChange({ anchor }, 'anchor');
        }}
      />
      <fieldset className="setting-set">
        <legend className="field-label">{t('fences.form.size')}</legend>
        <div className="setting-grid">
          {sizeNames.map((name) => (
            <PercentInput
              key={name}
              label={t(`fences.size.${name}`)}
              path={`size.${name}`}
              value={fence.size?.[name]}
              onChange={(value) => {
                onChange({ size: withLimit(fence.size ?? {}, name, value) }, `size.${name}`);
              }}
            />
          ))}
        </div>
        <Faults path="size" only />
      </fieldset>
    </>
  );
}

function withLimit(
  size: SizeFile,
  name: keyof SizeFile,
  value: number | undefined,
): SizeFile | undefined {
  const next = withPart(size, { [name]: value });
  return Object.keys(next).length > 0 ? next : undefined;
}

interface AnchorFieldsProps {
  anchor: AnchorFile | undefined;
  onChange: (anchor: AnchorFile | undefined) => void;
}

function AnchorFields({ anchor, onChange }: AnchorFieldsProps) {
  const { t } = useTranslation();
  const name = anchorName(anchor);
  const share = typeof anchor === 'object' ? Object.values(anchor)[0] : undefined;
  return (
    <div className="setting-pair">
      <SelectInput<AnchorName>
        label={t('fences.form.anchor')}
        path="anchor"
        value={name}
        none={t('fences.form.usual')}
        options={anchorNames.map((value) => ({ value, label: t(`fences.anchor.${value}`) }))}
        onChange={(value) => {
          onChange(anchorOf(value));
        }}
      />
      {(name === 'inside' || name === 'covers') && (
        <PercentInput
          label={t('fences.form.anchorShare')}
          path={`anchor.${name}`}
          value={share}
          onChange={(value) => {
            onChange(shareAnchor(name, value ?? usualShare[name]));
          }}
        />
      )}
    </div>
  );
}

function anchorName(anchor: AnchorFile | undefined): AnchorName | undefined {
  if (typeof anchor !== 'object') return anchor;
  return 'inside' in anchor ? 'inside' : 'covers';
}

function anchorOf(name: AnchorName | undefined): AnchorFile | undefined {
  return name === 'inside' || name === 'covers' ? shareAnchor(name, usualShare[name]) : name;
}

function shareAnchor(name: 'inside' | 'covers', share: number): AnchorFile {
  return name === 'inside' ? { inside: share } : { covers: share };
}
