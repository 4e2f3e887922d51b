// Which files are accepted: those of the edge that raised the alert, or of any sender when that edge is unknown.
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AlertSeal, EdgeKeyEntry, EdgeKeyMode } from '../../contracts/index.ts';
import { base64Of, hexOf } from '../../evidence/bytes.ts';
import { rawPublicKey } from '../../host/seal/node-crypto.ts';
import { retiredKeyTakenMs } from './admit-alert.ts';
import { admitFile, type FileClaim } from './admit-file.ts';

const text = 'fencewatch file 1\n…';
const now = 1_800_000_000_000;

function aKey(edgeId: string, change: Partial<EdgeKeyEntry> = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = hexOf(rawPublicKey(publicKey));
  const usual = { key, edgeId, state: 'active', since: 0, endedAt: null, reason: null } as const;
  const seal = (of = text): AlertSeal => ({
    key,
    signature: base64Of(new Uint8Array(sign(null, Buffer.from(of), privateKey))),
  });
  return { entry: { ...usual, ...change }, seal };
}

const own = aKey('north');
const next = aKey('north');
const other = aKey('south');
const stranger = aKey('nobody');
const gone = aKey('north', { state: 'revoked', endedAt: now });
const old = aKey('north', { state: 'retired', endedAt: now - retiredKeyTakenMs - 1 });
const late = aKey('north', { state: 'retired', endedAt: now - retiredKeyTakenMs });
const keys = [own, next, other, gone, old, late].map(({ entry }) => entry);

function judge(claim: Partial<FileClaim>, mode: EdgeKeyMode = 'enrolled', known = keys) {
  const usual = { text, seal: own.seal(), alertKeys: [own.entry.key] };
  return admitFile({ ...usual, ...claim }, { mode, keys: known, now });
}

const waits = (reason: string) => ({ ok: false, state: 'waits', reason });
const refused = (reason: string) => ({ ok: false, state: 'refused', reason });

describe('a file', () => {
  it.each<[string, Partial<FileClaim>]>([
    ['signed with the key of its alert', {}],
    ['signed with the next key of the same edge', { seal: next.seal() }],
    ['signed with a key that was replaced not long ago', { seal: late.seal() }],
    ['of one of two edges that held the camera', { alertKeys: [other.entry.key, own.entry.key] }],
  ])('%s is taken', (_, claim) => {
    expect(judge(claim)).toEqual({ ok: true, key: claim.seal?.key ?? own.entry.key });
  });

  it.each<[string, Partial<FileClaim>, object]>([
    ['without a signature', { seal: null }, waits('unsigned')],
    ['of another edge', { seal: other.seal() }, refused('of-other-edge')],
    ['signed for something else', { seal: own.seal('other') }, refused('wrong-signature')],
    [
      'signed with the words of another',
      { seal: { ...own.seal(), key: other.entry.key } },
      refused('wrong-signature'),
    ],
    ['of a key that nobody knows', { seal: stranger.seal() }, waits('key-unknown')],
    ['of a revoked key', { seal: gone.seal() }, waits('key-revoked')],
    ['of a key that was replaced long ago', { seal: old.seal() }, waits('key-retired')],
    ['that comes before its alert', { alertKeys: [] }, waits('alert-not-here')],
  ])('%s is not taken', (_, claim, expected) => {
    expect(judge(claim)).toEqual(expected);
  });

  it.each<[string, Partial<FileClaim>, EdgeKeyMode, EdgeKeyEntry[]]>([
    ['of an alert that nobody signed', { seal: null, alertKeys: [null] }, 'enrolled', keys],
    ['where no edge has a key', { seal: null, alertKeys: [] }, 'enrolled', []],
    ['where signatures are off', { seal: null, alertKeys: [own.entry.key] }, 'off', keys],
  ])('%s needs no signature', (_, claim, mode, known) => {
    expect(judge(claim, mode, known)).toEqual({ ok: true, key: null });
  });

  it('waits for its alert when signatures are required, although no edge has a key yet', () => {
    expect(judge({ seal: null, alertKeys: [] }, 'required', [])).toEqual(waits('alert-not-here'));
  });

  it('that was requested may come from any edge with a key, and from no other', () => {
    expect(judge({ alertKeys: 'asked', seal: other.seal() })).toEqual({
      ok: true,
      key: other.entry.key,
    });
    expect(judge({ alertKeys: 'asked', seal: null })).toEqual(waits('unsigned'));
    expect(judge({ alertKeys: 'asked', seal: null }, 'enrolled', [])).toMatchObject({ ok: true });
  });
});
