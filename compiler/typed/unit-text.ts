/** Units from their text: `mm`, `USD/t`, `kg*m/s^2`, `1/s`. */
import { divideUnits, multiplyUnits, type Unit } from './unit.js';

const FACTOR = /([*/]?)\s*(?:(1)|([\p{L}%°$€£][\p{L}\p{N}%°$€£_]*)(?:\^(-?[1-9]))?)\s*/uy;

/** The unit that `text` writes, or undefined when it is none. */
export function parseUnit(text: string): Unit | undefined {
  let unit: Unit = [];
  FACTOR.lastIndex = 0;
  for (let at = 0; at < text.length; at = FACTOR.lastIndex) {
    const match = FACTOR.exec(text);
    if (match === null) return undefined;
    const [, operator = '', one, name = '', power = '1'] = match;
    // Exactly the factors after the first stand behind an operator, and a bare 1 only before a division: `1/s`.
    if ((at === 0) !== (operator === '') || (one !== undefined && (at > 0 || text.trim() === '1'))) return undefined;
    if (one !== undefined) continue;
    const factor: Unit = [{ name, exponent: Number(power) }];
    unit = operator === '/' ? divideUnits(unit, factor) : multiplyUnits(unit, factor);
  }
  return text.trim() === '' ? undefined : unit;
}
