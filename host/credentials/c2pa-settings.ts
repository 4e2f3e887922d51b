// Settings of the C2PA library: no network access, no thumbnails, and our trust list instead of the built-in one. Takes the trust
// list as PEM; returns the settings.

/** The purposes that a certificate may have: signing documents (RFC 9336), or C2PA's own. */
export const purposes = { documentSigning: '1.3.6.1.5.5.7.3.36', claims: '1.3.6.1.4.1.62558.2.1' };

export function c2paSettings(trustList: string): object {
  return {
    verify: {
      verify_trust: true,
      verify_after_sign: false,
      verify_timestamp_trust: false,
      ocsp_fetch: false,
      remote_manifest_fetch: false,
    },
    trust: {
      ...(trustList !== '' && { trust_anchors: trustList }),
      trust_config: `${Object.values(purposes).join('\n')}\n`,
    },
    builder: { thumbnail: { enabled: false } },
  };
}
