import { describe, expect, it } from 'vitest';
import { planReceiving } from './receive-plan.ts';

const source = 'rtsp://u:p@cam/1';

function scriptOf(address: string, transport: 'tcp' | 'udp' = 'tcp'): string {
  const { input } = planReceiving(address, transport);
  return 'script' in input ? input.script : '';
}

describe('the plan to receive a stream', () => {
  it('passes the address in a script, never as an argument', () => {
    const { inputOptions, outputs } = planReceiving(source, 'tcp');
    expect(scriptOf(source)).toContain("file 'rtsp://u:p@cam/1'");
    expect(JSON.stringify([inputOptions, outputs])).not.toContain('u:p');
  });

  it('quotes special characters in the address', () => {
    expect(scriptOf("rtsp://cam/it's")).toContain(String.raw`it'\''s`);
  });

  it.each(['tcp', 'udp'] as const)('asks for %s, and for the video only', (transport) => {
    expect(scriptOf(source, transport)).toContain(`option rtsp_transport ${transport}\n`);
    expect(scriptOf(source, transport)).toContain('option allowed_media_types video\n');
  });

  it('copies the bitstream to stdout and its packet list to stderr, without decoding', () => {
    const { outputs } = planReceiving(source, 'tcp');
    expect(outputs.map(({ target }) => target)).toEqual(['stdout', 'pipe:2']);
    for (const { options } of outputs) expect(options.join(' ')).toContain('-c copy');
  });
});
