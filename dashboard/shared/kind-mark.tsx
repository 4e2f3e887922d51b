// A kind: its icon in its colour, with or without its name. Colour is never used alone.
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../contracts/index.ts';
import { Icon } from './icon.tsx';
import { useMark } from './own-kinds.ts';
import { kindText } from './kind-text.ts';

export function KindMark({ kind, size = 'small' }: { kind: Kind; size?: 'small' | 'large' }) {
  const { icon, hue } = useMark(kind);
  return (
    <span className={`kind-mark kind-mark-${size}`} data-kind={kind} data-hue={hue}>
      <Icon name={icon} />
    </span>
  );
}

export function KindName({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  return <KindWord kind={kind} t={t} />;
}

/** For a row of a long list: to ask for the translator costs as much as the rest of a row. */
export function KindWord({ kind, t }: { kind: Kind; t: TFunction }) {
  const { icon, hue } = useMark(kind);
  return (
    <span className="kind-name" data-kind={kind} data-hue={hue}>
      <Icon name={icon} />
      {kindText(t, kind)}
    </span>
  );
}
