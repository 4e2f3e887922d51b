// Chat robots: signatures and formats against the published examples, and the outcome of each code and each failure of a real local
// server.
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../host/clock.ts';
import type { DirectChannel } from '../direct-channel.ts';
import { aMessage, deliverTo, settingsOf } from '../testing/a-message.ts';
import { manners, startRudeServer, type RudeServer } from '../testing/rude-server.ts';
import { clip, plainName } from './chat-texts.ts';
import { createDingtalkRobot, dingtalkBody, signDingtalk } from './dingtalk.ts';
import { createFeishuRobot, feishuBody, signFeishu } from './feishu.ts';
import { createWecomRobot, wecomBody } from './wecom.ts';

/** The output of a published Python example at a given time. */
const python = (program: string) =>
  execFileSync('/usr/bin/python3', ['-c', program], { encoding: 'utf8' }).trim();

const holding = (text: string): unknown => expect.stringContaining(text);
const fitting = (form: RegExp): unknown => expect.stringMatching(form);

describe('signatures', () => {
  // https://open.dingtalk.com/document/robots/customize-robot-security-settings, with its secret "this is secret".
  it('of DingTalk equal those of its published example', () => {
    const printed = python(
      [
        'import hmac, hashlib, base64, urllib.parse',
        "timestamp, secret = '1577262236757', 'this is secret'",
        "secret_enc = secret.encode('utf-8')",
        "string_to_sign = '{}\\n{}'.format(timestamp, secret)",
        "string_to_sign_enc = string_to_sign.encode('utf-8')",
        'hmac_code = hmac.new(secret_enc, string_to_sign_enc, digestmod=hashlib.sha256).digest()',
        'print(urllib.parse.quote_plus(base64.b64encode(hmac_code)))',
      ].join('\n'),
    );
    const query = new URLSearchParams({ sign: signDingtalk(1577262236757, 'this is secret') });
    expect(query.toString()).toBe(`sign=${printed}`);
  });

  // https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot, with its time 1599360473.
  it('of Feishu equal those of its published example', () => {
    const printed = python(
      [
        'import hmac, hashlib, base64',
        "timestamp, secret = '1599360473', 'this is secret'",
        "string_to_sign = '{}\\n{}'.format(timestamp, secret)",
        "hmac_code = hmac.new(string_to_sign.encode('utf-8'), digestmod=hashlib.sha256).digest()",
        "print(base64.b64encode(hmac_code).decode('utf-8'))",
      ].join('\n'),
    );
    expect(signFeishu(1599360473, 'this is secret')).toBe(printed);
  });
});

describe('texts', () => {
  it("mention nobody and contain no formatting from names, and respect the service's limits", () => {
    expect(plainName('<at user_id="all"></at> [x](http://y) @all *b*\nc')).not.toMatch(
      /[<>[\]@*\n]/,
    );
    expect(clip('消防通道', 100)).toBe('消防通道');
    expect(clip('消防通道', 9)).toBe('消防…');
    expect(clip('', 1)).toBe('');
  });

  const message = aMessage();
  const link = 'https://fence.example.org/cases/20261122-0001';

  it('go to WeCom as text, markdown or card', () => {
    expect(wecomBody(message, 'text')).toMatchObject({
      msgtype: 'text',
      text: { mentioned_mobile_list: ['13800000001'], content: holding(link) },
    });
    expect(wecomBody(message, 'markdown')).toMatchObject({
      msgtype: 'markdown',
      markdown: {
        content: fitting(/^\*\*新案件 · 消防通道堵塞[\s\S]+\[查看案件\]\(/),
      },
    });
    expect(wecomBody(message, 'card')).toMatchObject({
      msgtype: 'template_card',
      template_card: { card_type: 'text_notice', card_action: { type: 1, url: link } },
    });
  });

  it('go to DingTalk as text, markdown or card', () => {
    expect(dingtalkBody(message, 'text')).toMatchObject({
      msgtype: 'text',
      text: { content: holding('@13800000001') },
      at: { atMobiles: ['13800000001'], isAtAll: false },
    });
    expect(dingtalkBody(message, 'markdown')).toMatchObject({
      msgtype: 'markdown',
      markdown: { title: '新案件 · 消防通道堵塞 · Exit 3, floor' },
    });
    expect(dingtalkBody(message, 'card')).toMatchObject({
      msgtype: 'actionCard',
      actionCard: { singleTitle: '查看案件', singleURL: link },
    });
  });

  it('go to Feishu as text, markdown or card, in the person’s language', () => {
    expect(feishuBody(message, 'text')).toMatchObject({
      msg_type: 'text',
      content: { text: holding('2026-11-22 08:00') },
    });
    expect(feishuBody(message, 'markdown')).toMatchObject({
      msg_type: 'interactive',
      card: { elements: [{ tag: 'markdown' }] },
    });
    expect(feishuBody(aMessage({ language: 'en' }), 'card')).toMatchObject({
      msg_type: 'interactive',
      card: {
        header: { template: 'red', title: { content: 'New · blocked fire exit · Exit 3, floor' } },
        elements: [{ tag: 'div' }, { tag: 'action', actions: [{ url: link }] }],
      },
    });
  });
});

describe('robots', () => {
  let server: RudeServer;
  beforeAll(async () => {
    server = await startRudeServer();
  });
  afterAll(() => server.close());

  const secrets = { TOKEN: 't0k3n', SECRET: 'SECs3cret' };
  const common = () => ({ server: server.url, timeout: '1s' });
  const wecom = () =>
    createWecomRobot(
      settingsOf({ type: 'wecom', key: '${TOKEN}', ...common() }, secrets),
      systemClock,
    );
  const dingtalk = () =>
    createDingtalkRobot(
      settingsOf(
        { type: 'dingtalk', token: '${TOKEN}', secret: '${SECRET}', ...common() },
        secrets,
      ),
      systemClock,
    );
  const feishu = () =>
    createFeishuRobot(
      settingsOf({ type: 'feishu', token: '${TOKEN}', secret: '${SECRET}', ...common() }, secrets),
      systemClock,
    );
  const all: [string, () => DirectChannel, object][] = [
    ['WeCom', wecom, { errcode: 0, errmsg: 'ok' }],
    ['DingTalk', dingtalk, { errcode: 0, errmsg: 'ok' }],
    ['Feishu', feishu, { code: 0, msg: 'success', data: {} }],
  ];

  it('get requests at the right address in the right form', async () => {
    const asked = server.received.length;
    for (const [, robot, success] of all) {
      server.answer(manners.json(success));
      expect(await deliverTo(robot())).toMatchObject({ outcome: 'delivered' });
    }
    const [toWecom, toDingtalk, toFeishu] = server.received.slice(asked);
    expect(toWecom?.path).toBe('/cgi-bin/webhook/send?key=t0k3n');
    const query = new URL(toDingtalk!.path, server.url).searchParams;
    expect(toDingtalk?.path).toMatch(/^\/robot\/send\?access_token=t0k3n&/);
    expect(query.get('sign')).toBe(signDingtalk(Number(query.get('timestamp')), 'SECs3cret'));
    expect(Math.abs(Number(query.get('timestamp')) - Date.now())).toBeLessThan(60_000);
    expect(toFeishu?.path).toBe('/open-apis/bot/v2/hook/t0k3n');
    const body = JSON.parse(toFeishu!.body) as { timestamp: string; sign: string };
    expect(body.sign).toBe(signFeishu(Number(body.timestamp), 'SECs3cret'));
    expect(Math.abs(Number(body.timestamp) * 1000 - Date.now())).toBeLessThan(60_000);
  });

  it.each<[string, () => DirectChannel, object, string, string]>([
    ['WeCom', wecom, { errcode: 45009, errmsg: 'x' }, 'retryable', 'rate-limited'],
    ['WeCom', wecom, { errcode: 45033, errmsg: 'x' }, 'retryable', 'rate-limited'],
    ['WeCom', wecom, { errcode: -1, errmsg: 'busy' }, 'retryable', 'server-error'],
    ['WeCom', wecom, { errcode: 93000, errmsg: 'x' }, 'permanent', 'login-refused'],
    ['WeCom', wecom, { errcode: 40008, errmsg: 'x' }, 'permanent', 'message-refused'],
    ['WeCom', wecom, { errcode: 123456 }, 'retryable', 'server-error'],
    ['DingTalk', dingtalk, { errcode: 130101, errmsg: 'x' }, 'retryable', 'rate-limited'],
    ['DingTalk', dingtalk, { errcode: 310000, errmsg: 'x' }, 'permanent', 'login-refused'],
    ['DingTalk', dingtalk, { errcode: 300005, errmsg: 'x' }, 'permanent', 'login-refused'],
    ['DingTalk', dingtalk, { errcode: 400102, errmsg: 'x' }, 'permanent', 'gone'],
    ['DingTalk', dingtalk, { errcode: '400013' }, 'permanent', 'gone'],
    ['Feishu', feishu, { code: 9499, msg: 'too many request' }, 'retryable', 'rate-limited'],
    ['Feishu', feishu, { code: 11232, msg: 'x' }, 'retryable', 'rate-limited'],
    ['Feishu', feishu, { code: 19021, msg: 'sign match fail' }, 'permanent', 'login-refused'],
    ['Feishu', feishu, { code: 19024, msg: 'x' }, 'permanent', 'message-refused'],
    ['Feishu', feishu, { StatusCode: 19001 }, 'permanent', 'login-refused'],
  ])('of %s with status 200 and %j', async (_, robot, answer, outcome, reason) => {
    server.answer(manners.json(answer));
    expect(await deliverTo(robot())).toMatchObject({ outcome, reason });
  });

  it('are judged by their code whatever the status is, and by the status if there is none', async () => {
    server.answer(manners.json({ code: 19001, msg: 'x' }, 400));
    expect(await deliverTo(feishu())).toMatchObject({ reason: 'login-refused' });
    server.answer(manners.json({ StatusCode: 0, StatusMessage: 'success' }));
    expect(await deliverTo(feishu())).toMatchObject({ outcome: 'delivered' });
    server.answer(manners.json({ errcode: 0 }, 502));
    expect(await deliverTo(wecom())).toMatchObject({ reason: 'server-error' });
    server.answer(manners.status(404));
    expect(await deliverTo(wecom())).toMatchObject({ reason: 'gone' });
    server.answer(manners.json({ errmsg: 'x' }, 429, { 'retry-after': '3' }));
    expect(await deliverTo(dingtalk())).toMatchObject({
      reason: 'rate-limited',
      retryAfterMs: 3000,
    });
  });

  for (const [name, robot] of all)
    it.each([
      ['answers with a page', manners.page, 'answer-not-understood'],
      ['answers with nothing', manners.status(200), 'answer-not-understood'],
      ['answers with a list', manners.json([0]), 'answer-not-understood'],
      ['answers without a code', manners.json({ ok: true }), 'answer-not-understood'],
      ['never ends its answer', manners.endless, 'answer-not-understood'],
      ['is slow beyond all', manners.drips, 'timed-out'],
      ['stalls', manners.stalls, 'timed-out'],
      ['resets', manners.resets, 'connection-lost'],
      ['does not speak HTTP', manners.noHttp, 'answer-not-understood'],
    ])(`of ${name} at a server that %s has another try`, async (_, manner, reason) => {
      server.answer(manner);
      expect(await deliverTo(robot())).toMatchObject({ outcome: 'retryable', reason });
    });

  it('use the first of two answers and ignore the second', async () => {
    server.answer(manners.twice, manners.json({ errcode: 45009, errmsg: 'x' }));
    expect(await deliverTo(wecom())).toMatchObject({ outcome: 'delivered' });
    expect(await deliverTo(wecom())).toMatchObject({ reason: 'rate-limited' });
  });

  it('keep secrets out of logs, even if an answer repeats them', async () => {
    const echo = { errcode: 40008, code: 19002, errmsg: 'no t0k3n', msg: 'no SECs3cret' };
    server.answer(manners.resets, manners.json(echo));
    for (const [, robot] of [...all, ...all]) {
      const outcome = await deliverTo(robot());
      expect(JSON.stringify([outcome, robot().where])).not.toMatch(/t0k3n|s3cret/);
    }
  });
});
