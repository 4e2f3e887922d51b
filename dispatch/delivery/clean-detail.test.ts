// Answers of other services, cleaned for storage.
import { describe, expect, it } from 'vitest';
import { cleanDetail } from './clean-detail.ts';

describe('cleanDetail', () => {
  it.each([
    [null, null],
    ['', ''],
    ['code 0: ok', 'code 0: ok'],
    ['a\u0000b\nc\u2028d', 'a b c d'],
    ['\ud83d', '\ufffd'],
    [`${'x'.repeat(499)}😀`, `${'x'.repeat(499)}\ufffd`],
    ['钉钉'.repeat(300), '钉钉'.repeat(250)],
  ])('of %j is %j', (detail, kept) => {
    expect(cleanDetail(detail)).toBe(kept);
  });
});
