/**
 * The twins together: a generated program has no imports and receives them as one argument, `import * as gadgets`.
 * This is the one place that collects; code that needs a single gadget imports its file.
 */
export { bindContext } from './bind-context.js';
export { boolean } from './boolean.js';
export { commitmentHash } from './commitment-hash.js';
export { divMod } from './div-mod.js';
export { divModConstant } from './div-mod-constant.js';
export { exactRange } from './exact-range.js';
export { isZero } from './is-zero.js';
export { lessThan } from './less-than.js';
export { maskedRange } from './masked-range.js';
export { mux } from './mux.js';
export { pack } from './pack.js';
export { quotientRange } from './quotient-range.js';
export { thresholds } from './thresholds.js';
export { toBits } from './to-bits.js';
