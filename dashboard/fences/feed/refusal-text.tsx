// Why the edge refused a version: its faults, translated if possible, each after the name of its setting.
import { useTranslation } from 'react-i18next';
import { faultText } from '../form/fault-text.ts';
import { faultsInText } from './faults-in-text.ts';
import { OriginalText } from '../../shared/original-text.tsx';

export function RefusalText({ message }: { message: string }) {
  const { t, i18n } = useTranslation();
  return faultsInText(message).map((fault, index) => {
    const { text, isRaw } = faultText(t, fault);
    const [setting = ''] = /^\w*/.exec(fault.path) ?? [];
    const key = `fences.fact.${setting}`;
    const label = i18n.exists(key) ? t(key as 'fences.fact.kind') : fault.path;
    return (
      <span key={`${index} ${fault.path}`} className="refusal">
        {label !== '' && `${label}: `}
        {isRaw ? <OriginalText text={text} /> : text}
      </span>
    );
  });
}
