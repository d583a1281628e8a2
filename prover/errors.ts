/**
 * Coded errors of the prover. A message says what is wrong and `help` what to do about it; neither ever carries a private
 * value, because both end up in records, logs and terminals.
 */
export class ProverError extends Error {
  override readonly name = 'ProverError';

  /**
   * @param code stable and dotted, for example `folder.missing-file`
   * @param help what the caller can do, a whole sentence
   * @param pointer JSON pointer of the member that is wrong
   */
  constructor(
    readonly code: string,
    message: string,
    readonly help?: string,
    readonly pointer?: string,
  ) {
    super(message);
  }
}

/** The message of anything thrown, for errors of tools that are known to carry no private value. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
