// When a component fails, says so and offers a reload, instead of an empty page.
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icon.tsx';
import { OriginalText } from '../shared/original-text.tsx';

interface CrashState {
  message: string | null;
}

export class CrashGuard extends Component<{ children: ReactNode }, CrashState> {
  override state: CrashState = { message: null };

  static getDerivedStateFromError(error: unknown) {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    const { message } = this.state;
    return message === null ? this.props.children : <Crash message={message} />;
  }
}

function Crash({ message }: { message: string }) {
  const { t } = useTranslation();
  return (
    <main className="splash">
      <div className="failure" role="alert">
        <Icon name="warning" className="failure-icon" />
        <p className="failure-text">{t('app.crashed')}</p>
        <p className="failure-detail">
          <OriginalText text={message} />
        </p>
        <button
          type="button"
          className="button"
          onClick={() => {
            location.reload();
          }}
        >
          {t('app.reload')}
        </button>
      </div>
    </main>
  );
}
