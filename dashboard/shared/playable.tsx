// A clip, or a copy of it: a converted one if the browser cannot play the clip's codec, such as H.265, and a blurred one for users
// without originals. A copy is marked as one.
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClipFinding } from '../../contracts/index.ts';
import { useBlurred } from './blurred.tsx';
import { Icon } from './icon.tsx';
import { useConverted, type Converted } from './use-converted.ts';

interface PlayableProps {
  address: string;
  clip: ClipFinding | null | undefined;
  /** No copy is made before it is requested. */
  isLazy?: boolean;
  /** The player of the clip or its copy. */
  children: (address: string, onFail: () => void) => ReactNode;
}

export function Playable({ address, clip, isLazy = false, children }: PlayableProps) {
  const { t } = useTranslation();
  const isBlurred = useBlurred();
  const [failed, setFailed] = useState<'none' | 'clip' | 'copy'>(isBlurred ? 'clip' : 'none');
  const [isWanted, setWanted] = useState(isBlurred && !isLazy);
  const copy = isBlurred ? 'blurredCopy' : 'copy';
  const converted = useConverted(isWanted ? address : null);
  if (failed === 'none')
    return children(address, () => {
      setFailed('clip');
    });
  if (failed === 'copy' || clip?.fault) return <Absent text={t('detail.clipFailed')} />;
  if (!isWanted)
    return (
      <Absent text={t(`clip.${copy}.cannotPlay`)}>
        <button
          type="button"
          className="button"
          onClick={() => {
            setWanted(true);
          }}
        >
          {t(`clip.${copy}.ask`)}
        </button>
      </Absent>
    );
  if (converted.status !== 'ready') return <NoCopy copy={copy} converted={converted} />;
  return (
    <>
      <p className="note note-warn clip-copy">
        <Icon name="warning" />
        {t(`clip.${copy}.is`)}
      </p>
      {children(converted.address, () => {
        setFailed('copy');
      })}
    </>
  );
}

interface NoCopyProps {
  copy: 'copy' | 'blurredCopy';
  converted: Exclude<Converted, { status: 'ready' }>;
}

function NoCopy({ copy, converted }: NoCopyProps) {
  const { t, i18n } = useTranslation();
  if (converted.status === 'converting')
    return <Absent icon="clock" text={t(`clip.${copy}.converting`)} />;
  const key = `refusal.${converted.code}`;
  const reason = i18n.exists(key) ? ` ${t(key as 'refusal.busy')}` : '';
  return <Absent text={`${t(`clip.${copy}.none`)}${reason}`} />;
}

interface AbsentProps {
  icon?: 'warning' | 'clock';
  text: string;
  children?: ReactNode;
}

function Absent({ icon = 'warning', text, children }: AbsentProps) {
  return (
    <div className="clip-absent" role="status">
      <Icon name={icon} />
      <p>{text}</p>
      {children}
    </div>
  );
}
