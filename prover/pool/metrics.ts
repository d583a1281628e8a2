/**
 * What a pool counts and times, as Prometheus text and as percentiles. Labels hold clause names and outcomes, never a job id and
 * never a value of an input.
 */
import { createHistogram } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Outcome } from '../outcome.js';

/** How a job ended, besides the two outcomes. */
export type JobEnd = Outcome['status'] | 'failed' | 'cancelled';

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Seconds; from a small proof on a fast core to a Kimchi proof on a slow one. */
const BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60];

export class PoolMetrics {
  private readonly registry = new Registry();
  /** Microseconds from when a worker got the job to its answer; proofs and rejections. */
  private readonly latency = createHistogram();
  private readonly jobs = new Counter({
    name: 'clauseproof_jobs_total',
    help: 'Jobs that ended, by clause and how.',
    labelNames: ['clause', 'outcome'],
    registers: [this.registry],
  });
  private readonly seconds = new Histogram({
    name: 'clauseproof_job_seconds',
    help: 'Time of a job in a worker, and of its stages: witness, prove, verify, total.',
    labelNames: ['clause', 'stage'],
    buckets: BUCKETS,
    registers: [this.registry],
  });
  private readonly deaths = new Counter({
    name: 'clauseproof_worker_deaths_total',
    help: 'Jobs whose worker thread died under them.',
    registers: [this.registry],
  });
  private readonly retries = new Counter({
    name: 'clauseproof_job_retries_total',
    help: 'Jobs that were run again on another worker.',
    registers: [this.registry],
  });
  private readonly evictions = new Counter({
    name: 'clauseproof_circuit_evictions_total',
    help: 'Circuits that were unloaded to stay within the memory budget.',
    registers: [this.registry],
  });

  /** The gauges are read when the text is asked for. */
  constructor(
    workers: number,
    read: { running(): number; waiting(): number; circuits(): readonly { readonly clause: string; readonly bytes: number }[] },
  ) {
    const registers = [this.registry];
    const gauge = (name: string, help: string, value: () => number): void => {
      new Gauge({
        name: `clauseproof_${name}`,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    };
    gauge('workers', 'Worker threads of the pool.', () => workers);
    gauge('jobs_running', 'Jobs that a worker has.', read.running);
    gauge('jobs_waiting', 'Jobs in the queue.', read.waiting);
    gauge('resident_memory_bytes', 'Resident memory of the whole process.', () => process.memoryUsage.rss());
    new Gauge({
      name: 'clauseproof_circuit_memory_bytes',
      help: 'Keys and tables of each loaded circuit.',
      labelNames: ['clause'],
      registers,
      collect() {
        this.reset();
        for (const { clause, bytes } of read.circuits()) this.set({ clause }, bytes);
      },
    });
  }

  /** `Content-Type` of the text. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** Prometheus text exposition format. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** Of all jobs that were answered so far; undefined before the first. */
  percentiles(): Percentiles | undefined {
    if (this.latency.count === 0) return undefined;
    const at = (percentile: number): number => this.latency.percentile(percentile) / 1000;
    return { p50: at(50), p95: at(95), p99: at(99) };
  }

  /** @param milliseconds from when a worker got the job */
  answered(clause: string, outcome: Outcome, milliseconds: number): void {
    this.jobs.inc({ clause, outcome: outcome.status });
    this.latency.record(Math.max(1, Math.round(milliseconds * 1000)));
    this.seconds.observe({ clause, stage: 'total' }, milliseconds / 1000);
    if (outcome.status !== 'proved') return;
    for (const stage of ['witness', 'prove', 'verify'] as const) this.seconds.observe({ clause, stage }, outcome.timings[stage] / 1000);
  }

  ended(clause: string, how: Extract<JobEnd, 'failed' | 'cancelled'>): void {
    this.jobs.inc({ clause, outcome: how });
  }

  workerDied(): void {
    this.deaths.inc();
  }

  retried(): void {
    this.retries.inc();
  }

  evicted(): void {
    this.evictions.inc();
  }
}
