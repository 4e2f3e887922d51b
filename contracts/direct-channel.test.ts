// Direct channels in a site file: defaults, secrets by name only, and unknown names.
import { describe, expect, it } from 'vitest';
import { describeFaults } from './faults.ts';
import { parseSite } from './site.ts';

const base = {
  version: 1,
  timezone: 'Asia/Shanghai',
  cameras: [{ id: 'a', source: 'rtsp://10.0.0.7/1', gridCell: '370305001001001' }],
};
const secrets = { SECRET: 's3cret', TOKEN: 't0k3n', HOOK: 'https://x.example/in?key=1' };
const parse = (channels: object, more: object = {}) =>
  parseSite({ ...base, channels, ...more }, secrets);
const only = (channel: object) => parse({ direct: [{ id: 'one', ...channel }] });
const faultsOf = (result: ReturnType<typeof parse>) =>
  result.ok ? '' : describeFaults(result.faults);

describe('direct channels', () => {
  it('are none by default', () => {
    const result = parse({});
    expect(result.ok && result.site.channels).toMatchObject({
      direct: [],
      telling: { perPerson: { messages: 30, within: 600_000 }, stillThere: false },
    });
  });

  it.each<[string, object, object]>([
    [
      'webhook',
      { type: 'webhook', url: '${HOOK}', secret: '${SECRET}' },
      { url: 'https://x.example/in?key=1', secret: 's3cret', timeout: 10_000 },
    ],
    ['WeCom', { type: 'wecom', key: '${TOKEN}' }, { key: 't0k3n', form: 'markdown' }],
    ['DingTalk', { type: 'dingtalk', token: '${TOKEN}' }, { server: 'https://oapi.dingtalk.com' }],
    ['Feishu', { type: 'feishu', token: '${TOKEN}' }, { form: 'card' }],
    [
      'e-mail',
      { type: 'email', host: 'smtp.example', from: 'a@b.example' },
      { port: 587, security: 'starttls', to: [] },
    ],
    [
      'SMS',
      {
        ...{ type: 'sms', url: 'https://sms.example', body: '{text}' },
        headers: { Authorization: 'Bearer ${TOKEN}' },
      },
      { headers: { Authorization: 'Bearer t0k3n' }, contentType: 'application/json' },
    ],
    ['Web Push', { type: 'web-push', contact: 'mailto:a@b.example' }, { keepFor: 3_600_000 }],
  ])('of the type %s get their defaults and their secrets', (_, written, complete) => {
    const result = only(written);
    expect(faultsOf(result)).toBe('');
    expect(result.ok && result.site.channels.direct[0]).toMatchObject({ id: 'one', ...complete });
  });

  const hook = { type: 'webhook', url: 'https://x.example', secret: '${SECRET}' };

  it.each<[string, object, RegExp]>([
    ['a secret in plain text', { ...hook, secret: 'whsec_abc' }, /secret stands in plain text/],
    ['a password in an address', { ...hook, url: 'https://u:p@x.example' }, /password/],
    ['a token in an address', { ...hook, url: 'https://x.example/?token=abc' }, /password/],
    ['a key in plain text', { type: 'wecom', key: 'abc' }, /secret stands in plain text/],
    ['an address of another kind', { ...hook, url: 'ftp://x' }, /expected https/],
    ['a type that there is not', { type: 'pager' }, /type/],
    ['an unknown key', { ...hook, qos: 1 }, /unknown key/],
    ['a time that is too long', { ...hook, timeout: '5m' }, /at most 60s/],
    ['a number without a unit', { ...hook, timeout: 5 }, /duration/],
    ['the name of the broker', { ...hook, id: 'mqtt' }, /expected another name/],
    ['a secret that is not set', { ...hook, secret: '${NOT_SET}' }, /NOT_SET is not set/],
    ['mail from nobody', { type: 'email', host: 'x', from: 'x' }, /from/],
    [
      'a secret in a head',
      { type: 'sms', url: 'https://x', body: 'x', headers: { 'X-Api-Key': 'whsec_abc' } },
      /secret stands in plain text/,
    ],
    [
      'half a log-in',
      { type: 'email', host: 'x', from: 'a@b.example', username: 'u' },
      /both a user name and a password/,
    ],
    [
      'one key of two',
      { type: 'web-push', contact: 'mailto:a@b.example', publicKey: 'x' },
      /both keys, or none/,
    ],
    ['push without a contact', { type: 'web-push', contact: 'duty' }, /contact/],
  ])('with %s are refused, and no secret is repeated', (_, written, fault) => {
    const text = faultsOf(only(written));
    expect(text).toMatch(fault);
    expect(text).not.toMatch(/whsec_abc|s3cret|token=abc/);
  });

  it('with a duplicate name are refused', () => {
    const twice = [
      { id: 'one', ...hook },
      { id: 'one', ...hook },
    ];
    expect(faultsOf(parse({ direct: twice }))).toContain('each id once');
  });

  it('are named by people, units and duties; an unknown name is a fault', () => {
    const direct = [{ id: 'one', ...hook }];
    const named = (channels: string[]) => ({
      people: [{ id: 'li', name: 'Li', channels }],
      units: [{ id: 'west', name: 'West', level: 'grid', channels }],
      roster: [
        {
          gridCell: '370305001001001',
          officer: { name: 'Li', channels },
          property: { name: 'Wang', channels },
          channels,
        },
      ],
    });
    expect(faultsOf(parse({ direct }, named(['one', 'mqtt'])))).toBe('');
    const text = faultsOf(parse({ direct }, named(['one', 'tow'])));
    for (const path of [
      'people[0]',
      'units[0]',
      'roster[0]',
      'roster[0].officer',
      'roster[0].property',
    ])
      expect(text).toContain(`${path}.channels[1]: expected "mqtt" or the id of a channel`);
  });
});
