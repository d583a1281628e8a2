/** Why something cannot be imported; thrown inside an importer and caught where the rule or test begins. */

export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: string,
    message: string,
    /** A JSON pointer into the document. */
    readonly pointer: string,
    readonly help?: string,
  ) {
    super(message);
  }
}
