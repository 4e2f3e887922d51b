// The keyboard commands of the duty desk.
import { useTranslation } from 'react-i18next';
import { Dialog } from '../shared/dialog.tsx';
import { deskCommands, keysOf } from './desk-keys.ts';

const shown: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('desk.keys')} onClose={onClose}>
      <dl className="desk-keys">
        {deskCommands.map((command) => (
          <div key={command}>
            <dt>
              {keysOf[command].map((key) => (
                <kbd key={key}>{shown[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{t(`desk.key-${command}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="dialog-buttons">
        <button type="button" className="button" onClick={onClose}>
          {t('desk.close')}
        </button>
      </div>
    </Dialog>
  );
}
