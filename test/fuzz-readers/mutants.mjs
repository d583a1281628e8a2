/** Byte strings near to known ones: the changes that are blind to a format, and pieces that formats are made of. All from one seeded generator. */
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '\\u',
  '\\ud800',
  '-0',
  '1e999',
  '__proto__',
  'null',
  '0x',
  '\u0000',
  '\uffff',
  '\u00e9',
  'e\u0301',
]
  .map((text) => new TextEncoder().encode(text))
  .concat([[0xff], [0xd2, 0x84], [0x9f], [0xbf], [0xf9, 0x7e, 0], [0x1b, 255, 255, 255, 255, 255, 255, 255, 255], [0xc2, 0x41, 1]]);

/** mulberry32: 32 bits of state, enough to repeat a run by its seed. */
export function generator(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return (x ^ (x >>> 14)) >>> 0;
  };
  return { below: (limit) => (limit <= 0 ? 0 : next() % limit) };
}

const spliced = (bytes, at, removed, added) => Uint8Array.from([...bytes.subarray(0, at), ...added, ...bytes.subarray(at + removed)]);

const CHANGES = [
  (bytes, random) => bytes.with(random.below(bytes.length), random.below(256)),
  (bytes, random) => {
    const at = random.below(bytes.length);
    return bytes.with(at, bytes[at] ^ (1 << random.below(8)));
  },
  (bytes, random) => {
    const at = random.below(bytes.length);
    return bytes.with(at, bytes[at] + (random.below(2) === 0 ? 1 : 255));
  },
  (bytes, random) => spliced(bytes, random.below(bytes.length), random.below(random.below(40) + 1), []),
  (bytes, random) => spliced(bytes, random.below(bytes.length), random.below(3), PIECES[random.below(PIECES.length)]),
  (bytes, random) => {
    const from = random.below(bytes.length);
    return spliced(bytes, random.below(bytes.length), 0, bytes.subarray(from, from + random.below(60)));
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
];

/** One to four changes; sometimes the beginning of one and the end of another. */
export function mutant(corpus, random) {
  let bytes = corpus[random.below(corpus.length)];
  if (random.below(8) === 0) {
    const other = corpus[random.below(corpus.length)];
    bytes = Uint8Array.from([...bytes.subarray(0, random.below(bytes.length)), ...other.subarray(random.below(other.length))]);
  }
  for (let count = random.below(4); count >= 0 && bytes.length > 0; count--) bytes = CHANGES[random.below(CHANGES.length)](bytes, random);
  return bytes.length > 65_536 ? bytes.subarray(0, 65_536) : bytes;
}
