// Content credentials on the page of a case: the check is offered as in the access table of dispatch, and every state has a text in
// both languages.
import { describe, expect, it } from 'vitest';
import { fileCredentialStates, userRoles } from '../../contracts/index.ts';
import { accessTable } from '../../dispatch/api/access.ts';
import { createClient } from '../api/client.ts';
import { evidenceEn } from '../i18n/evidence-en.ts';
import { evidenceZhCn } from '../i18n/evidence-zh-cn.ts';
import { mayCheck } from './credentials-card.tsx';

describe('the check of content credentials', () => {
  it.each(userRoles)('is offered to %s as in the access table', (role) => {
    const { who } = accessTable['GET /api/cases/:caseId/credentials']!;
    expect(mayCheck(role)).toBe(who.includes(role));
  });

  it('has a text for every state in both languages', () => {
    for (const texts of [evidenceEn, evidenceZhCn])
      expect(Object.keys(texts.credentials.state).sort()).toEqual([...fileCredentialStates].sort());
  });

  it('asks dispatch, and accepts only known answers', async () => {
    const answers = [{ state: 'library-missing' }, { state: 'odd' }];
    const client = createClient({
      fetch: () => Promise.resolve(Response.json(answers.shift())),
      onSessionEnd: () => undefined,
    });
    expect(await client.caseCredentials('1')).toMatchObject({
      status: 'ok',
      value: { state: 'library-missing' },
    });
    expect((await client.caseCredentials('1')).status).not.toBe('ok');
  });
});
