/** Declared types of inputs: bounds of every sign and size, and lists, records and optional values inside one another. */
import type { Visibility } from '@clauseproof/protocol/interface';
import type { ScalarType, ValueType } from '@clauseproof/protocol/value-type';
import type { Choices } from '../generate.js';
import { NAME_LISTS } from './kinds.js';

export interface Field {
  readonly name: string;
  readonly type: ValueType;
  readonly visibility: Visibility;
}

export interface Group {
  readonly name: string;
  readonly kind: 'sensor' | 'credential' | 'simulation' | 'externalCall' | 'parameters';
  readonly fields: readonly Field[];
}

const INTEGERS: readonly (readonly [string, string])[] = [
  ['-5', '20'],
  ['0', '7'],
  ['1', '6'],
  ['0', '1'],
  ['-1', '0'],
  ['-8', '-1'],
  ['-1', '1'],
  ['0', '0'],
  ['-128', '127'],
  ['0', '255'],
  ['99', '103'],
  ['0', '1000000'],
  ['-1099511627776', '1099511627775'],
  ['0', '18446744073709551616'],
  // 248 bits, as many as there may be.
  ['0', String((1n << 248n) - 1n)],
];
const DECIMALS = [
  ['0', '3', '0.25'],
  ['-1', '2', '0.5'],
  ['0', '10', '0.1'],
  ['-0.03', '0.04', '0.01'],
  ['-6', '8', '2'],
  ['1', '366', '0.5'],
  ['0', '1000000', '0.01'],
] as const;
export const UNITS = ['mm', 'USD', 'USD/mm'] as const;

/** Group names are variables as well, so they look like these. */
const GROUPS = [
  { name: 'g1', kinds: ['sensor', 'credential', 'simulation', 'externalCall'] },
  { name: 'g2', kinds: ['parameters', 'sensor', 'credential'] },
] as const;

export class Declarations {
  private names = 0;

  constructor(
    private readonly choices: Choices,
    /** Whether there may be optional values and lists of variable length. */
    private readonly absent: boolean,
  ) {}

  groups(): Group[] {
    const { choices } = this;
    return GROUPS.slice(0, 1 + choices.below(2)).map(({ name, kinds }, i) => {
      // Each clause has a number and a flag to decide by; the others are drawn.
      const always: ValueType[] = i === 0 ? [this.number(), { kind: 'flag' }] : [this.scalar()];
      const more = Array.from({ length: choices.below(5) }, () => this.type(2));
      const fields = [...always, ...more].map((type) => ({ name: this.name(), type, visibility: choices.pick(VISIBILITIES) }));
      return { name, kind: choices.pick(kinds as readonly Group['kind'][]), fields };
    });
  }

  private name(): string {
    this.names += 1;
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    return `${letters[Math.floor(this.names / 26)]}${letters[this.names % 26]}`;
  }

  private number(): ScalarType {
    const { choices } = this;
    const unit = choices.chance(2) ? { unit: choices.pick(UNITS) } : {};
    if (choices.chance(3)) {
      const [min, max, step] = choices.pick(DECIMALS);
      return { kind: 'decimal', min, max, step, ...unit };
    }
    const [min, max] = choices.pick(INTEGERS);
    return { kind: 'integer', min, max, ...unit };
  }

  private scalar(): ScalarType {
    const { choices } = this;
    switch (choices.below(9)) {
      case 3:
      case 4:
        return { kind: 'oneOf', names: choices.pick(NAME_LISTS) };
      case 5:
        return { kind: 'flag' };
      case 6:
        return { kind: 'text', maxBytes: choices.pick([2, 4, 33]) };
      case 7:
        return choices.chance(4)
          ? { kind: 'date', min: '2003-12-30', max: '2004-03-02' }
          : { kind: 'date', min: '1899-02-27', max: '2101-03-01' };
      case 8:
        return { kind: 'instant', min: '2000-02-28T23:00:00Z', max: '2000-03-01T01:00:00Z' };
      default:
        return this.number();
    }
  }

  private type(depth: number): ValueType {
    const { choices } = this;
    if (depth === 0 || choices.chance(3)) return this.scalar();
    const next = () => this.type(depth - 1);
    switch (choices.below(this.absent ? 9 : 5)) {
      case 0:
      case 1:
        return { kind: 'list', length: 1 + choices.below(4), element: choices.chance(5) ? this.number() : next() };
      case 2:
        return { kind: 'list', length: 2, element: next() };
      case 3:
      case 4:
        return { kind: 'record', fields: [this.name(), this.name()].map((name) => ({ name, type: next() })) };
      case 5: {
        const value = next();
        return value.kind === 'optional' ? value : { kind: 'optional', value };
      }
      case 6: {
        const min = choices.below(2);
        return { kind: 'variableList', min, max: min + 1 + choices.below(2), element: choices.chance(3) ? this.number() : next() };
      }
      default:
        return { kind: 'optional', value: choices.chance(5) ? this.number() : this.scalar() };
    }
  }
}

const VISIBILITIES: readonly Visibility[] = ['private', 'private', 'disclosed', 'openable'];
