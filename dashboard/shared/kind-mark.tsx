// A kind of matter: its icon in its colour, with or without its name. Colour never stands alone.
import { useTranslation } from 'react-i18next';
import type { Kind } from '../../contracts/index.ts';
import { Icon } from './icon.tsx';

export function KindMark({ kind, size = 'small' }: { kind: Kind; size?: 'small' | 'large' }) {
  return (
    <span className={`kind-mark kind-mark-${size}`} data-kind={kind}>
      <Icon name={kind} />
    </span>
  );
}

export function KindName({ kind }: { kind: Kind }) {
  const { t } = useTranslation();
  return (
    <span className="kind-name" data-kind={kind}>
      <Icon name={kind} />
      {t(`kind.${kind}`)}
    </span>
  );
}
