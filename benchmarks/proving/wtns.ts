/** A `.wtns` file (version 2) around a raw witness, for snarkjs and rapidsnark. */
const FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

export function encodeWtns(witness: Uint8Array): Uint8Array {
  const header = new DataView(new ArrayBuffer(76));
  header.setUint32(0, 0x736e7477, true); // "wtns"
  header.setUint32(4, 2, true);
  header.setUint32(8, 2, true);
  header.setUint32(12, 1, true);
  header.setBigUint64(16, 40n, true);
  header.setUint32(24, 32, true);
  for (let word = 0; word < 4; word++) header.setBigUint64(28 + word * 8, BigInt.asUintN(64, FIELD >> BigInt(64 * word)), true);
  header.setUint32(60, witness.length / 32, true);
  header.setUint32(64, 2, true);
  header.setBigUint64(68, BigInt(witness.length), true);
  return Buffer.concat([new Uint8Array(header.buffer), witness]);
}
