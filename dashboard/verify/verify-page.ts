// The page that verifies a bundle offline: one file, no server, nothing sent. Takes a zip file and public keys; shows one of
// three results, and which file or row is wrong.
import { parseVerifierKey } from '../../evidence/signed-note.ts';
import { verifyBundle } from '../../evidence/verify-bundle.ts';
import { browserCrypto } from './browser-crypto.ts';
import { languages, pageTexts, sayResult, type PageLanguage, type Said } from './verify-texts.ts';

const crypto = browserCrypto(window.crypto.subtle);

function part<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

const bundle = part('bundle', HTMLInputElement);
const keyFile = part('key-file', HTMLInputElement);
const keyText = part('key-text', HTMLTextAreaElement);
const language = part('language', HTMLSelectElement);
const answer = part('answer', HTMLElement);

function spoken(): PageLanguage {
  return languages.find((one) => one === language.value) ?? 'en';
}

function translate(): void {
  const texts = pageTexts[spoken()];
  document.documentElement.lang = spoken();
  document.title = texts.title;
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) {
    const text = texts[element.dataset['text'] as keyof typeof texts];
    if (typeof text === 'string') element.textContent = text;
  }
}

function show({ answer: kind, headline, lines }: Said): void {
  const title = document.createElement('h2');
  title.textContent = headline;
  const list = document.createElement('ul');
  list.append(
    ...lines.map((line) => {
      const item = document.createElement('li');
      // Names come from the file, so they are inserted as text.
      item.textContent = line;
      return item;
    }),
  );
  answer.dataset['answer'] = kind;
  answer.replaceChildren(title, list);
}

async function check(): Promise<void> {
  const texts = pageTexts[spoken()];
  const file = bundle.files?.[0];
  if (file === undefined) {
    show({ answer: 'open', headline: texts.open, lines: [texts.noBundle] });
    return;
  }
  answer.dataset['answer'] = 'checking';
  answer.textContent = texts.checking;
  try {
    const written = `${keyText.value}\n${(await keyFile.files?.[0]?.text()) ?? ''}`;
    const lines = written.split('\n').map((line) => line.trim());
    const keys = lines.flatMap((line) => parseVerifierKey(crypto.sha256, line) ?? []);
    const zip = new Uint8Array(await file.arrayBuffer());
    show(sayResult(texts, await verifyBundle(crypto, zip, keys)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    show({ answer: 'open', headline: texts.open, lines: [why] });
  }
}

language.value = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
language.addEventListener('change', translate);
part('form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void check();
});
translate();
