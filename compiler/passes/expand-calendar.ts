/**
 * Pass 3. Core IR -> core IR. Writes the functions of the calendar as divisions by constants.
 *
 * Before: `calendar` nodes on day numbers. After: `round`, `modulo`, comparisons and sums only, on the same paths.
 * Every day is taken apart into a year that begins in March and the day in that year. Where the intervals leave one value for the leap days that the
 * centuries drop, they cost nothing; where they leave two, one comparison.
 * Stands in front of `eliminate-quotients`, which turns the divisions into gadgets, and behind `check-ranges`, which knows the calendar itself.
 *
 * Reference: C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar algorithms", 2022, section 5.
 */
import type { CoreNode, CoreProgram, IntegerInterval, NodeId } from '../core/ast.js';
import type { At, CoreBuilder } from '../core/builder.js';
import { calculateCalendar, daysBeforeMarch, MARCH_EPOCH } from '../core/calendar.js';
import { floorDivide } from '../core/form.js';
import { rebuild, remake } from '../core/rebuild.js';
import { type Analysis, analysisOf } from '../intervals/analysis.js';
import { integersOf, isEmpty } from '../intervals/interval.js';
import type { LeapDay, MonthEnd } from '../typed/ast.js';

const SECONDS_A_DAY = 86_400n;

type CalendarNode = Extract<CoreNode, { kind: 'calendar' }>;

/** A node with the bounds that it has on its path. */
interface Bounded extends IntegerInterval {
  readonly node: NodeId;
}

export function expandCalendar(program: CoreProgram): CoreProgram {
  const analysis = analysisOf(program);
  return rebuild(program, (node, _, rewriting) => {
    if (node.kind !== 'calendar') return remake(node, rewriting);
    const operands = node.operands.map((old) => ({ node: rewriting.now(old), ...boundsOf(analysis, node, old) }));
    return new Expansion(rewriting.builder, rewriting.at).expand(node, operands);
  });
}

/** Bounds where the path is taken; nothing gets to an impossible one, so there any will do. */
function boundsOf(analysis: Analysis, node: CalendarNode, operand: NodeId): IntegerInterval {
  const interval = analysis.interval(operand, analysis.pathEnvironment(node.path));
  return isEmpty(interval) ? { low: 0n, high: 0n } : integersOf(interval);
}

/** A day of a year from March to February. */
interface MarchDay {
  readonly year: Bounded;
  /** 0 to 365. */
  readonly day: NodeId;
}

class Expansion {
  constructor(
    private readonly builder: CoreBuilder,
    private readonly at: At,
  ) {}

  expand({ of }: CalendarNode, [first, second]: readonly Bounded[]): NodeId {
    if (first === undefined) throw new Error('internal error: a calendar function without operands');
    const other = second ?? first;
    switch (of.name) {
      case 'yearOf': {
        const { year, day } = this.split(first);
        return this.sum(0n, [year.node, 1n], [this.isFrom(day, 306n), 1n]);
      }
      case 'monthOf': {
        const { day } = this.split(first);
        return this.sum(3n, [this.monthOf(day), 1n], [this.isFrom(day, 306n), -12n]);
      }
      case 'dayOf':
        return this.sum(1n, [this.dayOfMonth(this.split(first).day), 1n]);
      case 'addMonths':
      case 'addYears': {
        const move = (date: Bounded) =>
          of.name === 'addMonths' ? this.addMonths(date, other, of.rule) : this.addYears(date, other, of.rule);
        if (of.unit === 'day') return move(first);
        const [low, high] = [floorDivide(first.low, SECONDS_A_DAY), floorDivide(first.high, SECONDS_A_DAY)];
        const date = { node: this.floor(first.node, SECONDS_A_DAY), low, high };
        return this.sum(0n, [first.node, 1n], [move(date), SECONDS_A_DAY], [date.node, -SECONDS_A_DAY]);
      }
      case 'age': {
        const [born, at] = [this.split(first), this.split(other)];
        const birthday = of.rule === 'feb28' ? this.keptDay(born.day, at.year) : born.day;
        const isBefore = this.builder.negative(this.sum(0n, [at.day, 1n], [birthday, -1n]), this.at);
        return this.sum(0n, [at.year.node, 1n], [born.year.node, -1n], [isBefore, -1n]);
      }
    }
  }

  private addYears(date: Bounded, years: Bounded, rule: LeapDay): NodeId {
    const { year, day } = this.split(date);
    const target = this.plus(year, years);
    const kept = rule === 'feb28' ? this.keptDay(day, target) : day;
    return this.sum(0n, [this.daysBefore(target), 1n], [kept, 1n]);
  }

  private addMonths(date: Bounded, months: Bounded, rule: MonthEnd): NodeId {
    const { year, day } = this.split(date);
    const total = this.sum(0n, [year.node, 12n], [this.monthOf(day), 1n], [months.node, 1n]);
    const bounds = { low: floorDivide(12n * year.low + months.low, 12n), high: floorDivide(12n * year.high + 11n + months.high, 12n) };
    const target = { node: this.floor(total, 12n), ...bounds };
    const month = this.modulo(total, 12n);
    const start = this.sum(2n, [month, 153n]);
    const dayOfMonth = this.dayOfMonth(day);
    const from = this.sum(0n, [this.daysBefore(target), 1n], [this.floor(start, 5n), 1n]);
    if (rule === 'overflow') return this.sum(0n, [from, 1n], [dayOfMonth, 1n]);
    // A month has 31 days if the remainder of its start is 2 or more, else 30; but February has 28 or 29.
    const long = this.isFrom(this.modulo(start, 5n), 2n);
    const february = this.builder.zero(this.sum(-11n, [month, 1n]), this.at);
    const missing = this.builder.select(february, this.sum(2n, [this.isLeap(target), -1n]), this.builder.constant(0n, this.at), this.at);
    const last = this.sum(rule === 'clamp' ? 29n : 30n, [long, 1n], [missing, -1n]);
    const runsOver = this.builder.negative(this.sum(0n, [last, 1n], [dayOfMonth, -1n]), this.at, true);
    return this.sum(0n, [from, 1n], [this.builder.select(runsOver, last, dayOfMonth, this.at), 1n]);
  }

  /** Takes a day number apart. */
  private split(date: Bounded): MarchDay {
    // Without the leap days that centuries drop, four years are 1461 days.
    const dropped = this.droppedBy(date, 146_097n, 4n, MARCH_EPOCH);
    const quarters = this.sum(4n * MARCH_EPOCH + 3n, [date.node, 4n], [dropped, 4n]);
    const [low, high] = [date.low, date.high].map((days) => marchYearOf(days));
    const year = { node: this.floor(quarters, 1461n), low: low ?? 0n, high: high ?? 0n };
    return { year, day: this.floor(this.modulo(quarters, 1461n), 4n) };
  }

  /** The day number of 1 March of a year. */
  private daysBefore(year: Bounded): NodeId {
    const dropped = this.droppedBy(year, 100n, 1n, 0n);
    return this.sum(-MARCH_EPOCH, [year.node, 365n], [this.floor(year.node, 4n), 1n], [dropped, -1n]);
  }

  /**
   * How many leap days the centuries up to a value have dropped: c - floor(c / 4), where the century c is
   * floor((scale * (value + shift) + scale - 1) / divisor).
   */
  private droppedBy(value: Bounded, divisor: bigint, scale: bigint, shift: bigint): NodeId {
    const { builder, at } = this;
    const centuryOf = (x: bigint) => floorDivide(scale * (x + shift) + scale - 1n, divisor);
    const [first, last] = [centuryOf(value.low), centuryOf(value.high)];
    const dropped = (century: bigint) => century - floorDivide(century, 4n);
    if (dropped(first) === dropped(last)) return builder.constant(dropped(first), at);
    if (dropped(first) + 1n === dropped(last)) {
      let century = first;
      while (dropped(century) === dropped(first)) century += 1n;
      // The first value of that century.
      const start = -floorDivide(-(century * divisor - scale + 1n), scale) - shift;
      return this.sum(dropped(first), [this.isFrom(value.node, start), 1n]);
    }
    const century = this.floor(this.sum(scale * shift + scale - 1n, [value.node, scale]), divisor);
    return this.sum(0n, [century, 1n], [this.floor(century, 4n), -1n]);
  }

  /** Whether the February at the end of a year that begins in March has 29 days. */
  private isLeap(year: Bounded): NodeId {
    const { builder, at } = this;
    const fourth = builder.zero(this.sum(-3n, [this.modulo(year.node, 4n), 1n]), at);
    const exceptions: bigint[] = [];
    for (let next = year.low - (year.low % 100n); next <= year.high + 1n; next += 100n) {
      if (next > year.low && next % 400n !== 0n) exceptions.push(next - 1n);
    }
    if (exceptions.length <= 4) {
      const isException = exceptions.map((one) => ({ node: builder.zero(this.sum(-one, [year.node, 1n]), at), coefficient: -1n }));
      return builder.sum([{ node: fourth, coefficient: 1n }, ...isException], 0n, at, 'flag');
    }
    const hundredth = builder.zero(this.sum(-99n, [this.modulo(year.node, 100n), 1n]), at);
    const fourHundredth = builder.zero(this.sum(-399n, [this.modulo(year.node, 400n), 1n]), at);
    const terms = [
      { node: fourth, coefficient: 1n },
      { node: hundredth, coefficient: -1n },
      { node: fourHundredth, coefficient: 1n },
    ];
    return builder.sum(terms, 0n, at, 'flag');
  }

  /** The day in another year, with its last day instead of a 29 February that it lacks. */
  private keptDay(day: NodeId, year: Bounded): NodeId {
    const { builder, at } = this;
    const isLeapDay = builder.zero(this.sum(-365n, [day, 1n]), at);
    return this.sum(0n, [day, 1n], [builder.and(isLeapDay, builder.not(this.isLeap(year), at), at), -1n]);
  }

  /** Months since March of a day of a year. */
  private monthOf(day: NodeId): NodeId {
    return this.floor(this.sum(2n, [day, 5n]), 153n);
  }

  /** Days since the first of the month. */
  private dayOfMonth(day: NodeId): NodeId {
    return this.floor(this.modulo(this.sum(2n, [day, 5n]), 153n), 5n);
  }

  private plus(a: Bounded, b: Bounded): Bounded {
    return { node: this.sum(0n, [a.node, 1n], [b.node, 1n]), low: a.low + b.low, high: a.high + b.high };
  }

  /** 1 if x >= start. */
  private isFrom(x: NodeId, start: bigint): NodeId {
    return this.builder.not(this.builder.negative(this.sum(-start, [x, 1n]), this.at), this.at);
  }

  private floor(x: NodeId, divisor: bigint): NodeId {
    return this.builder.round(x, 1n, divisor, 'floor', this.at);
  }

  private modulo(x: NodeId, divisor: bigint): NodeId {
    return this.builder.modulo(x, this.builder.constant(divisor, this.at), this.at);
  }

  private sum(constant: bigint, ...terms: readonly (readonly [NodeId, bigint])[]): NodeId {
    return this.builder.sum(
      terms.map(([node, coefficient]) => ({ node, coefficient })),
      constant,
      this.at,
    );
  }
}

/** The year from March to February of a day. */
function marchYearOf(days: bigint): bigint {
  const year = calculateCalendar({ name: 'yearOf' }, [days]);
  return days >= daysBeforeMarch(year) ? year : year - 1n;
}
