// Why a call failed, in the reader's language: by the server's code if it is known, else by the kind of failure. Takes the
// failure; the server's English message is for administrators.
import type { TFunction } from 'i18next';
import type { Failure } from '../api/answer.ts';

export function failureText(t: TFunction, { reason, code }: Failure): string {
  const usual = t(`failure.${reason}`);
  return code === undefined ? usual : t(`refusal.${code}`, { defaultValue: usual });
}
