// How the library of C2PA is used: nothing is fetched over the network, no picture is made smaller to be put in, and only our own
// trust list counts. Takes the trust list; gives the settings.

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
