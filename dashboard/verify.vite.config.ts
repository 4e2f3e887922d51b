/// <reference types="node" />
// Builds the verifier page into one file, dist/verify/verify.html, which needs no server: its script is inline.
import { defineConfig, type Plugin } from 'vite';

/** The text that would end an inline script, escaped. */
const endOfScript = /<\/(script)/gi;

function inlineScript(): Plugin {
  return {
    name: 'inline-script',
    enforce: 'post',
    generateBundle: (_, bundle) => {
      const html = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
      const chunk = Object.values(bundle).find(({ type }) => type === 'chunk');
      if (html?.type !== 'asset' || chunk?.type !== 'chunk')
        throw new Error('the verifying page was not built as one page with one script');
      const page = String(html.source);
      const tag = /<script[^>]*src="[^"]*"[^>]*><\/script>/;
      if (!tag.test(page)) throw new Error('the verifying page names no script');
      const code = chunk.code.replaceAll(endOfScript, '<\\/$1');
      const without = page.replace(tag, '');
      html.source = without.replace(
        '</body>',
        () => `<script type="module">${code}</script></body>`,
      );
      Reflect.deleteProperty(bundle, chunk.fileName);
    },
  };
}

export default defineConfig({
  root: import.meta.dirname + '/verify',
  plugins: [inlineScript()],
  build: {
    outDir: '../../dist/verify',
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: { input: import.meta.dirname + '/verify/verify.html' },
  },
});
