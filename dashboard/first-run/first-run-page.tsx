// The first steps of a new install, for administrators: what is done, what comes next, and where it is made.
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { FailureNote } from '../shared/failure-note.tsx';
import { Icon } from '../shared/icon.tsx';
import { Page } from '../shared/page.tsx';
import { firstSteps, nextStep, type FirstStep } from './steps.ts';
import { useFacts } from './use-facts.ts';
import '../camera-setup/camera-setup.css';
import './first-run.css';

export default function FirstRunPage() {
  const { t } = useTranslation();
  const { facts, failure, reload } = useFacts();
  const steps = facts === null ? [] : firstSteps(facts);
  const next = nextStep(steps);
  return (
    <Page title={t('firstRun.title')} documentTitle={t('firstRun.title')}>
      <div className="camera-setup">
        {failure && <FailureNote failure={failure} onRetry={reload} />}
        {facts === null && !failure && <p role="status">{t('app.loading')}</p>}
        {facts !== null && (
          <>
            <p role="status">
              {next === null
                ? t('firstRun.allDone')
                : t('firstRun.doneOf', {
                    done: steps.filter(({ isDone }) => isDone).length,
                    total: steps.length,
                  })}
            </p>
            <ol className="run-steps">
              {steps.map((step) => (
                <Step key={step.name} step={step} isNext={step === next} />
              ))}
            </ol>
          </>
        )}
      </div>
    </Page>
  );
}

function Step({ step, isNext }: { step: FirstStep; isNext: boolean }) {
  const { t } = useTranslation();
  const { name, isDone, href, what } = step;
  const state = isDone ? 'done' : isNext ? 'next' : 'open';
  return (
    <li className="card run-step" data-step={name} data-state={state}>
      <span className="run-mark">{isDone && <Icon name="check" />}</span>
      <div>
        <h2 className="camera-name">{t(`firstRun.step.${name}`)}</h2>
        <p className="camera-facts">
          <strong>{t(`firstRun.state.${state}`)}</strong>
          {what !== '' && <span>{what}</span>}
        </p>
        {!isDone && <p>{t(`firstRun.how.${name}`)}</p>}
      </div>
      <Link href={href} className={isNext ? 'button button-primary' : 'button'}>
        {t(isDone ? 'firstRun.look' : 'firstRun.go')}
        <span className="visually-hidden">: {t(`firstRun.step.${name}`)}</span>
      </Link>
    </li>
  );
}
