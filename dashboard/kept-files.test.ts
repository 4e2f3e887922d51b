// The files that a phone keeps: texts and pages of a responder with all that they need, and nothing of the other pages.
import { expect, test } from 'vitest';
import { filesToKeep, type BuiltChunk } from './kept-files.config.ts';

const chunk = (fileName: string, source: string | null, imports: string[] = []): BuiltChunk => ({
  fileName,
  facadeModuleId: source === null ? null : `/any/where/dashboard/${source}`,
  imports,
});

test('nothing is kept without pages', () => {
  expect(filesToKeep([])).toEqual([]);
});

test('a page is kept with what it imports, however far, once, and with its styles', () => {
  const cases = chunk('assets/cases-page-1.js', 'cases/cases-page.tsx', ['assets/scene-1.js']);
  const files = filesToKeep([
    { ...cases, viteMetadata: { importedCss: new Set(['assets/cases-1.css']) } },
    chunk('assets/scene-1.js', null, ['assets/react-1.js', 'assets/cases-page-1.js']),
    chunk('assets/react-1.js', null),
    chunk('assets/desk-1.js', 'desk/desk-page.tsx', ['assets/react-1.js']),
  ]);
  expect(files).toEqual([
    'assets/cases-page-1.js',
    'assets/cases-1.css',
    'assets/scene-1.js',
    'assets/react-1.js',
  ]);
});

test('both languages are kept, because the user may switch', () => {
  const files = filesToKeep([
    chunk('assets/en-1.js', 'i18n/en.ts'),
    chunk('assets/zh-cn-1.js', 'i18n/zh-cn.ts'),
    chunk('assets/work-en-1.js', 'i18n/work-en.ts'),
  ]);
  expect(files).toEqual(['assets/en-1.js', 'assets/zh-cn-1.js']);
});
