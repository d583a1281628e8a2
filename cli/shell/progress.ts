/**
 * What a person sees while something takes time: a bar or a turning line on a terminal, a plain line every few seconds elsewhere (a log
 * file is no place for a bar). Always on stderr.
 */
import { errColors, say } from './terminal.js';

const PLAIN_EVERY_MS = 5000;
const FIRST_PLAIN_MS = 2000;

const seconds = (ms: number): string => (ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`);

/** Runs one step of unknown length under a label, and gives its result. */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const isTerminal = process.stderr.isTTY === true;
  const line = () => `${label} ... ${seconds(Date.now() - started)}`;
  let lastPlain = 0;
  const tick = () => {
    if (isTerminal) process.stderr.write(`\r\u001b[2K${errColors.dim(line())}`);
    else if (Date.now() - started >= FIRST_PLAIN_MS && Date.now() - lastPlain >= PLAIN_EVERY_MS) {
      lastPlain = Date.now();
      say(line());
    }
  };
  tick();
  const timer = setInterval(tick, isTerminal ? 100 : 500);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (isTerminal) process.stderr.write('\r\u001b[2K');
  }
}

export interface Progress {
  /** How many are done in all; `note` stands at the end of the line. */
  update(done: number, note?: string): void;
  stop(): void;
}

/** Counts `total` things, with rate and time left; without a total only how many and how fast. */
export async function startProgress(label: string, total: number | undefined): Promise<Progress> {
  return process.stderr.isTTY === true ? await terminalBar(label, total) : plainLines(label, total);
}

async function terminalBar(label: string, total: number | undefined): Promise<Progress> {
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar({
    format: total === undefined ? `${label} {value}  {rate}/s  {note}` : `${label} {bar} {value}/{total}  {rate}/s  {left} left  {note}`,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    gracefulExit: false,
  });
  const meter = createMeter(total);
  bar.start(total ?? 0, 0, { rate: '-', left: '-', note: '' });
  return {
    update: (done, note = '') => bar.update(done, { ...meter(done), note }),
    stop: () => bar.stop(),
  };
}

function plainLines(label: string, total: number | undefined): Progress {
  const meter = createMeter(total);
  const started = Date.now();
  let last = 0;
  return {
    update: (done, note = '') => {
      const now = Date.now();
      if (now - started < FIRST_PLAIN_MS || now - last < PLAIN_EVERY_MS) return;
      last = now;
      const { rate, left } = meter(done);
      const of = total === undefined ? `${done}, ${rate}/s` : `${done}/${total}, ${rate}/s, ${left} left`;
      say(`${label}: ${of}${note === '' ? '' : `, ${note}`}`);
    },
    stop: () => {},
  };
}

/** Rate and time left, over the whole run so far. */
function createMeter(total = 0): (done: number) => { rate: string; left: string } {
  const started = Date.now();
  return (done) => {
    const elapsed = Date.now() - started;
    if (done === 0 || elapsed === 0) return { rate: '-', left: '-' };
    return { rate: ((done * 1000) / elapsed).toFixed(1), left: seconds((elapsed / done) * Math.max(0, total - done)) };
  };
}
