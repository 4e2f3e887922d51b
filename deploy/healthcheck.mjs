// Health check of the images: takes an address, exits 0 when it answers with success within 4 s.
const [address] = process.argv.slice(2);
try {
  const { ok } = await fetch(address, { signal: AbortSignal.timeout(4000) });
  process.exitCode = ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
