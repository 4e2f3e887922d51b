// A text that exists only in English, such as the message of a tool or of the engine. Shown on English pages; on other pages it
// is folded behind a button.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export function OriginalText({ text }: { text: string }) {
  const { t, i18n } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  if (text === '') return null;
  if (i18n.language === 'en') return text;
  return (
    <>
      <button
        type="button"
        className="original-button"
        aria-expanded={isOpen}
        onClick={() => {
          setIsOpen(!isOpen);
        }}
      >
        {t('app.original')}
      </button>
      {isOpen && <span lang="en"> {text}</span>}
    </>
  );
}
