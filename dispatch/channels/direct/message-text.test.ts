// Texts for people, in both languages, in the site's time zone.
import { describe, expect, it } from 'vitest';
import { messageText, plainText, textInBoth } from './message-text.ts';
import { aNotification } from './testing/a-message.ts';

const shanghai = 'Asia/Shanghai';

describe('messageText', () => {
  it('contains what, where, when, for whom, and the link', () => {
    expect(plainText(messageText(aNotification, 'en', { timezone: shanghai })).split('\n')).toEqual(
      [
        'New · blocked fire exit · Exit 3, floor',
        'Place: Exit 3, floor (Exit 3)',
        'Seen: 2026-11-22 08:00',
        'Grid cell: 370305001001001',
        'For: officer, Li Na',
        'Case 20261122-0001',
        'https://fence.example.org/cases/20261122-0001',
      ],
    );
    expect(plainText(messageText(aNotification, 'zh-CN', { timezone: shanghai }))).toContain(
      '责任人：网格员 Li Na',
    );
  });

  it('has both languages for programs', () => {
    const text = textInBoth(aNotification, { timezone: shanghai });
    expect(text?.['zh-CN'].title).toBe('新案件 · 消防通道堵塞 · Exit 3, floor');
    expect(text?.en.lines).toContain('Grid cell: 370305001001001');
  });

  it('leaves out unknown values', () => {
    const text = messageText({ ...aNotification, gridCell: null, recipient: null }, 'en', {
      timezone: 'UTC',
    });
    expect(text.lines).not.toContainEqual(expect.stringContaining('Grid cell'));
    expect(text.lines).toContain('For: officer');
    expect(text.lines).toContain('Seen: 2026-11-22 00:00');
  });

  it.each([
    ['opened', 'news', 'New', true],
    ['cleared', 'news', 'Clear again', false],
    ['still-there', 'news', 'Still there', false],
    ['still-there', 'again', 'Not acknowledged yet', true],
    ['still-there', 'next-level', 'Escalated: nobody has acknowledged it', true],
  ] as const)('begins with what %s and %s mean', (event, purpose, head, isPressing) => {
    const text = messageText({ ...aNotification, event, purpose }, 'en', { timezone: shanghai });
    expect([text.title.split(' · ')[0], text.isPressing]).toEqual([head, isPressing]);
  });

  it('keeps each line on one line, whatever a name contains', () => {
    const names = { fenceName: 'Exit\r\nBcc: x', cameraName: 'a\nb' };
    const { title, lines } = messageText({ ...aNotification, ...names }, 'en', {
      timezone: shanghai,
    });
    expect([title, ...lines].join('')).not.toMatch(/[\r\n]/);
  });
});
