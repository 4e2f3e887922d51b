// A text that there is only in English: the words of a tool or of the engine. Takes the text; gives it as it is in the English
// pages, and folded away behind a button elsewhere, so that a reader who has no use for it does not meet it.
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
