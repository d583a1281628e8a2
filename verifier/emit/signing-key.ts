/** An Ed25519 key that signs. */
export interface SigningKey {
  /** The DID under which the signature counts; for did:key it must be that of the secret. */
  readonly did: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}
