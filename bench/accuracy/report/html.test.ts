import { describe, expect, it } from 'vitest';
import { html, raw } from './html.ts';

describe('html', () => {
  it('escapes what is put in', () => {
    expect(html`<p title="${'"'}">${"<b> & 'c'"}</p>`.html).toBe(
      '<p title="&quot;">&lt;b&gt; &amp; &#39;c&#39;</p>',
    );
  });

  it('leaves HTML in HTML as it is', () => {
    expect(html`<p>${html`<b>${'<'}</b>`}${raw('<br>')}</p>`.html).toBe('<p><b>&lt;</b><br></p>');
  });

  it('joins lists, writes numbers, and leaves out null and nothing', () => {
    expect(html`${[html`a`, 'b', 3]}|${null}|${[]}|${0}`.html).toBe('ab3|||0');
  });
});
