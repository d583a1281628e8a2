/** Types, times and names in words. */
import type { Json } from '@clauseproof/protocol/json';
import type { ValueType } from '@clauseproof/protocol/value-type';

/** `90 × decimal from 0 to 500 mm, in steps of 0.1`. */
export function typeInWords(type: ValueType): string {
  switch (type.kind) {
    case 'flag':
      return 'yes or no';
    case 'integer':
      return `whole number from ${type.min} to ${type.max}${unit(type.unit)}`;
    case 'decimal':
      return `number from ${type.min} to ${type.max}${unit(type.unit)}, in steps of ${type.step}`;
    case 'oneOf':
      return `one of ${type.names.join(', ')}`;
    case 'list':
      return `${type.length} × ${typeInWords(type.element)}`;
    case 'record':
      return `record of ${type.fields.map(({ name }) => name).join(', ')}`;
    case 'date':
      return `day from ${type.min} to ${type.max}`;
    case 'instant':
      return `time from ${type.min} to ${type.max}`;
    case 'text':
      return `text of at most ${type.maxBytes} bytes`;
    default:
      return 'value';
  }
}

const unit = (name: string | undefined) => (name === undefined ? '' : ` ${name}`);

/** A value for people; its unit stands behind it. */
export function valueInWords(value: Json, type: ValueType | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    const element = type?.kind === 'list' ? type.element : undefined;
    const shown = value.slice(0, 12).map((item: Json) => valueInWords(item, element));
    return value.length > shown.length ? `${shown.join(', ')} … (${value.length} values)` : shown.join(', ');
  }
  if (value !== null && typeof value === 'object') {
    const fields = type?.kind === 'record' ? type.fields : [];
    const parts = Object.entries(value).map(([name, member]) => {
      const found = fields.find((field) => field.name === name);
      return `${name} ${valueInWords(member as Json, found?.type)}`;
    });
    return parts.join(', ');
  }
  const named = type !== undefined && (type.kind === 'integer' || type.kind === 'decimal') ? unit(type.unit) : '';
  return `${String(value)}${named}`;
}

/** `/station/rainfall` as `station · rainfall`. */
export function pointerInWords(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join(' · ');
}

/** `0x4b1e…a06d` of a long identifier; short ones stay whole. */
export function shortened(text: string, head = 10, tail = 6): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}

/** A sentence with its long identifiers shortened; the check beside it has them whole. */
export function shortenedIn(sentence: string): string {
  return sentence.replace(/(?:did:key:|0x)[0-9A-Za-z]{24,}/g, (text) => shortened(text, 16, 6));
}

/** An instant as `30 April 2025`. */
export function dayInWords(instant: string): string {
  return timeInWords(instant).replace(/,.*/, '');
}

/** An instant as `30 April 2025, 16:21:43 UTC`. */
export function timeInWords(instant: string): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date);
  return `${day}, ${date.toISOString().slice(11, 19)} UTC`;
}

/** How long before `now` an instant lies, in the largest unit that fits: `3 days ago`, `in 2 hours`. */
export function ageInWords(instant: string, now: Date): string {
  const seconds = Math.round((now.getTime() - new Date(instant).getTime()) / 1000);
  const size = Math.abs(seconds);
  const units: readonly (readonly [seconds: number, name: string])[] = [
    [365 * 86400, 'year'],
    [30 * 86400, 'month'],
    [86400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ];
  const found = units.find(([length]) => size >= length);
  if (found === undefined) return 'just now';
  const count = Math.floor(size / found[0]);
  const text = `${count} ${found[1]}${count === 1 ? '' : 's'}`;
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}
