// Packs files into a zip file like dispatch, with correct checksums. Takes names and contents in order; returns the bytes.
import { concat } from '../../evidence/bytes.ts';
import { writeZip, type ZipPart } from '../../evidence/zip.ts';

export async function crcFilled(
  names: readonly string[],
  contents: ReadonlyMap<string, Uint8Array>,
): Promise<Uint8Array> {
  const parts = async function* (): AsyncGenerator<ZipPart> {
    for (const name of names)
      yield await Promise.resolve({ name, bytes: contents.get(name) ?? new Uint8Array() });
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeZip(parts())) chunks.push(chunk);
  return concat(...chunks);
}
