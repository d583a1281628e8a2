/**
 * The container of circom's and snarkjs's binary files (`.r1cs`, `.zkey`, `.wtns`): four letters, a version, and numbered sections, each with its
 * size. Reference: iden3's binfileutils.
 *
 * Trap: sizes have 64 bits; they are compared with what is left of the file before anything is added to them.
 */

export interface BinaryFileKind {
  /** The four letters that the file starts with. */
  readonly letters: string;
  readonly version: number;
  /** Makes the error of a malformed file. */
  readonly malformed: (what: string) => Error;
}

const HEAD = 12;

/**
 * Section number -> its bytes (views, not copies), in any order.
 * @throws what `kind.malformed` makes: another kind of file, a section that is cut off or stands twice, bytes after the last one
 */
export function readSections(file: Uint8Array, { letters, version, malformed }: BinaryFileKind): Map<number, Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEAD || Buffer.from(file.subarray(0, 4)).toString('latin1') !== letters || view.getUint32(4, true) !== version)
    throw malformed(`it does not start with "${letters}" version ${version}`);
  const sections = new Map<number, Uint8Array>();
  let at = HEAD;
  for (let left = view.getUint32(8, true); left > 0; left--) {
    if (file.length - at < HEAD) throw malformed('a section is cut off');
    const number = view.getUint32(at, true);
    const size = view.getBigUint64(at + 4, true);
    at += HEAD;
    if (size > BigInt(file.length - at)) throw malformed('a section is cut off');
    if (sections.has(number)) throw malformed(`section ${number} stands twice`);
    sections.set(number, file.subarray(at, at + Number(size)));
    at += Number(size);
  }
  if (at !== file.length) throw malformed('bytes follow its last section');
  return sections;
}

/** The whole file, sections in the given order. */
export function writeSections(
  { letters, version }: Pick<BinaryFileKind, 'letters' | 'version'>,
  sections: readonly (readonly [number: number, bytes: Uint8Array])[],
): Uint8Array {
  const start = Buffer.alloc(HEAD);
  start.write(letters, 'latin1');
  start.writeUInt32LE(version, 4);
  start.writeUInt32LE(sections.length, 8);
  const parts: Uint8Array[] = [start];
  for (const [number, bytes] of sections) {
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(number);
    head.writeBigUInt64LE(BigInt(bytes.length), 4);
    parts.push(head, bytes);
  }
  return Buffer.concat(parts);
}
