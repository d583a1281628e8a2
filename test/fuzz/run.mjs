/**
 * `npm run fuzz -- --minutes 30 --equation stages`: looks for clauses on which an equation about the compiler fails.
 *
 * Every run takes new clauses unless `--seed` is given. A failure is shrunk and saved in test/golden/found/, whose test then repeats it.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const EQUATIONS = ['stages', 'reparsing', 'folding', 'circom', 'o1js'];
const HELP = `Looks for clauses and inputs on which an equation about the compiler fails.

  npm run fuzz -- [--minutes N] [--equation NAME]... [--seed N]

  --minutes N      how long, over all equations (default 10)
  --equation NAME  one or more of ${EQUATIONS.join(', ')} (default: all)
  --seed N         begin with the clauses of an earlier run, which it printed

  npm run fuzz -- --minutes 60
  npm run fuzz -- --minutes 5 --equation circom --seed 7

A failure is shrunk and saved in test/golden/found/. Exit code 0: none found, 1: found, 2: wrong usage.
`;

function usage(message) {
  process.stderr.write(`${message}\n\n${HELP}`);
  process.exit(2);
}

let values;
try {
  ({ values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      equation: { type: 'string', multiple: true, default: EQUATIONS },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
      help: { type: 'boolean', default: false },
    },
  }));
} catch (error) {
  usage(error.message);
}
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const minutes = Number(values.minutes);
if (!(minutes > 0)) usage(`--minutes takes a number above 0, not '${values.minutes}'`);
if (!/^\d{1,10}$/.test(values.seed)) usage(`--seed takes a whole number, not '${values.seed}'`);
const unknown = values.equation.filter((name) => !EQUATIONS.includes(name));
if (unknown.length > 0) usage(`there is no equation '${unknown[0]}'`);

process.stderr.write(`Fuzzing ${values.equation.join(', ')} for ${minutes} minutes from seed ${values.seed}\n`);
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const config = fileURLToPath(new URL('vitest.config.ts', import.meta.url));
const child = spawn(process.execPath, [vitest, 'run', '--config', config], {
  stdio: 'inherit',
  env: {
    ...process.env,
    CLAUSEPROOF_FUZZ_SECONDS: String((minutes * 60) / values.equation.length),
    CLAUSEPROOF_FUZZ_EQUATIONS: values.equation.join(','),
    CLAUSEPROOF_FUZZ_SEED: values.seed,
  },
});
child.on('exit', (code) => process.exit(code === 0 ? 0 : 1));
