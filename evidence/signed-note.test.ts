// Notes, keys and checkpoints: the example of the specification, and everything that must be refused.
import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../host/seal/node-crypto.ts';
import { base64Of, utf8 } from './bytes.ts';
import { checkpointText, parseCheckpoint } from './checkpoint.ts';
import { checkNote, parseNote, parseVerifierKey, signNote, verifierKeyOf } from './signed-note.ts';
import { aSigner, origin } from '../bench/tamper/samples/a-log.ts';

const { sha256 } = nodeCrypto;
const example = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;

describe('parseNote', () => {
  it('reads the example of the specification', () => {
    const note = parseNote(example);
    expect(note?.signatures).toHaveLength(1);
    expect(note?.signatures[0]).toMatchObject({ name: 'example.com/behind-the-sofa' });
    expect(note?.signatures[0]?.signature).toHaveLength(64);
    expect(parseCheckpoint(example)).toMatchObject({ size: 20_852_163 });
  });

  it.each([
    ['nothing', ''],
    ['a text without signatures', 'text\n\n'],
    ['a signature line without its newline', example.slice(0, -1)],
    ['a hyphen for the dash', example.replace('— ', '- ')],
    ['a control character', example.replace('20852163', '2085\u00092163')],
    ['base64 in another form', example.replace('AYQ8=', 'AYQ9=')],
    ['seventeen signatures', example + (example.split('\n\n')[1] ?? '').repeat(16)],
  ])('refuses %s', (_, note) => {
    expect(parseNote(note)).toBeNull();
  });
});

describe('parseCheckpoint', () => {
  const root = base64Of(new Uint8Array(32));
  it.each([
    ['a zero in front', `${origin}\n007\n${root}\n`],
    ['a short root', `${origin}\n7\n${base64Of(new Uint8Array(31))}\n`],
    ['an extension line', `${origin}\n7\n${root}\nmore\n`],
    ['no origin', `\n7\n${root}\n`],
    ['a size beyond counting', `${origin}\n9999999999999999\n${root}\n`],
  ])('refuses %s', (_, text) => {
    expect(parseCheckpoint(text)).toBeNull();
  });

  it('parses its own text', () => {
    const checkpoint = { origin, size: 0, root: new Uint8Array(32).fill(7) };
    expect(parseCheckpoint(checkpointText(checkpoint))).toEqual(checkpoint);
  });
});

describe('checkNote', () => {
  const own = aSigner(1);
  const other = aSigner(2);
  const note = signNote(sha256, 'said\n', own);

  it('reports signed with the right key, and an unknown key without it', async () => {
    expect(await checkNote(nodeCrypto, note, [own])).toBe('signed');
    expect(await checkNote(nodeCrypto, note, [other])).toBe('unknown-key');
    expect(await checkNote(nodeCrypto, note, [])).toBe('unknown-key');
    expect(await checkNote(nodeCrypto, 'said\n', [own])).toBe('no-note');
  });

  it('does not accept a key of another name', async () => {
    const renamed = aSigner(1, 'elsewhere.example');
    expect(await checkNote(nodeCrypto, note, [renamed])).toBe('unknown-key');
  });

  it('reports a wrong signature when one letter of the text is changed, also with other keys', async () => {
    const changed = note.replace('said', 'sald');
    expect(await checkNote(nodeCrypto, changed, [own])).toBe('wrong-signature');
    const both = `${changed}${signNote(sha256, 'sald\n', other).split('\n\n')[1] ?? ''}`;
    expect(await checkNote(nodeCrypto, both, [own, other])).toBe('wrong-signature');
    expect(await checkNote(nodeCrypto, both, [other])).toBe('signed');
  });
});

describe('verifier keys', () => {
  it('are read back, and refused with a wrong id', () => {
    const key = aSigner();
    const text = verifierKeyOf(sha256, key);
    expect(parseVerifierKey(sha256, text)).toEqual({ name: origin, publicKey: key.publicKey });
    expect(parseVerifierKey(sha256, text.replace(origin, 'other.example'))).toBeNull();
    for (const wrong of ['', 'a+b+c', `${origin}+00000000+${base64Of(utf8('key'))}`])
      expect(parseVerifierKey(sha256, wrong)).toBeNull();
  });
});
