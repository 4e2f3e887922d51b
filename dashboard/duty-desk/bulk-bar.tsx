// The actions for the selected cases, or for the one under the cursor, each with its key.
import { useTranslation } from 'react-i18next';
import { deedNames } from './deeds.ts';
import { keysOf, type DeskCommand } from './desk-keys.ts';

interface BulkBarProps {
  total: number;
  shown: number;
  chosen: number;
  mayAct: boolean;
  isBusy: boolean;
  onCommand: (command: DeskCommand) => void;
}

export function BulkBar({ total, shown, chosen, mayAct, isBusy, onCommand }: BulkBarProps) {
  const { t } = useTranslation();
  return (
    <div className="desk-bar" role="toolbar" aria-label={t('desk.deeds')}>
      <button
        type="button"
        className="button"
        disabled={shown === 0}
        onClick={() => {
          onCommand(chosen > 0 ? 'leave' : 'choose-all');
        }}
      >
        {chosen > 0 ? t('desk.chosen', { total: chosen }) : t('desk.chooseAll')}
      </button>
      {mayAct &&
        deedNames.map((name) => (
          <button
            key={name}
            type="button"
            className={name === 'acknowledge' ? 'button button-primary' : 'button'}
            disabled={total === 0 || isBusy}
            onClick={() => {
              onCommand(name);
            }}
          >
            {t(`desk.deed-${name}`)}
            <kbd aria-hidden="true">{keysOf[name][0]}</kbd>
          </button>
        ))}
      <button
        type="button"
        className="button desk-help"
        onClick={() => {
          onCommand('help');
        }}
      >
        {t('desk.keysShort')}
        <kbd aria-hidden="true">?</kbd>
      </button>
    </div>
  );
}
