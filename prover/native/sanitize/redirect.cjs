/** Preloaded into Node by run.mjs: every thread and process loads the engine that was built with the sanitizers in place of the other. */
const { basename, join } = require('node:path');

const { dlopen } = process;
process.dlopen = (module, file, ...flags) => {
  const ours = /[\\/]prover[\\/]native[\\/]build[\\/]Release[\\/]/.test(file);
  return dlopen.call(process, module, ours ? join(process.env.CLAUSEPROOF_SANITIZED, basename(file)) : file, ...flags);
};
