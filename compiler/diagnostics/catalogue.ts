/**
 * Every diagnostic code with its meaning and severity. A code keeps its meaning for ever; a retired one is never used again.
 *
 * CP1xxx syntax, CP2xxx names, CP3xxx types and units, CP4xxx ranges, CP5xxx the shape of a clause, CP6xxx cases.
 */
import { CASES_CATALOGUE } from './catalogue-cases.js';
import { RANGES_CATALOGUE } from './catalogue-ranges.js';
import type { Severity } from './diagnostic.js';

interface CatalogueEntry {
  readonly severity: Severity;
  /** What the code means, whatever the place. */
  readonly title: string;
}

const error = (title: string) => ({ severity: 'error', title }) as const;
const warning = (title: string) => ({ severity: 'warning', title }) as const;

export const CATALOGUE = {
  CP1001: error('The text is not TypeScript.'),
  CP1002: error('This kind of statement is not part of the clause language.'),
  CP1003: error('This kind of expression is not part of the clause language.'),
  CP1004: error('This operator is not part of the clause language.'),
  CP1005: error('Only the clause functions and helper modules can be imported, by their names.'),
  CP1006: error('This kind of export is not part of the clause language.'),
  CP1007: error('This kind of type annotation is not part of the clause language.'),
  CP1008: error('A number is written in decimal digits.'),
  CP1009: error('This form of declaration is not part of the clause language.'),
  CP1010: error('This form of function is not part of the clause language.'),
  CP1011: error('A loop runs over a list, or counts between constant bounds.'),
  CP1012: error('Break stands only at the end of a case, and continue nowhere.'),
  CP1013: error('Only functions are called, by their name.'),
  CP1014: error('A text holds characters that cannot be signed.'),
  CP1015: error('An object names each member once, plainly.'),
  CP1016: error('The source is too long or nested too deeply.'),
  CP1017: error('A number is written with too many digits.'),

  CP2001: error('Nothing has this name.'),
  CP2002: error('Two things have the same name in one block.'),
  CP2003: warning('A name hides an outer one.'),
  CP2004: warning('A variable is never used.'),
  CP2005: warning('An input is never read.'),
  CP2006: warning('A function, constant or type is never used.'),
  CP2007: error('A variable is used before its declaration.'),
  CP2008: error('An imported module does not exist.'),
  CP2009: error('A module does not export this name.'),
  CP2010: error('A record has no such member.'),
  CP2011: error('A clause function is used but not imported.'),
  CP2012: error('A function calls itself, directly or through others.'),
  CP2013: warning('An imported name is never used.'),
  CP2014: error('A name is used as something that it is not.'),
  CP2015: error('Only variables declared with let can be assigned.'),
  CP2016: error('A constant is defined by itself.'),

  CP3001: error('A value has another type than its place needs.'),
  CP3002: error('Units do not agree.'),
  CP3003: error('An operator does not work on this type.'),
  CP3004: error('A condition is not a flag.'),
  CP3005: error('A name is not one of those declared.'),
  CP3006: error('Two lists of names differ.'),
  CP3007: error('A quotient stands where it must be rounded first.'),
  CP3008: error('A division by zero.'),
  CP3009: error('A list index is not a number.'),
  CP3010: error('A list index lies outside the list.'),
  CP3011: error('A clause function got other arguments than it takes.'),
  CP3012: error('Round needs a step above zero and a mode.'),
  CP3013: error('A helper function got another number of arguments than it takes.'),
  CP3014: error('A type annotation disagrees with the value.'),
  CP3015: error('Records and lists cannot be compared.'),
  CP3016: error('Something other than a list is used as a list.'),
  CP3017: error('The bounds of a counting loop are not constant whole numbers.'),
  CP3018: error('The clause is too large to be unrolled.'),
  CP3019: error('The members of two records differ.'),
  CP3021: error('A calculation with months or years says what it does where a day is missing.'),
  CP3020: error('A text is not a date or instant of the calendar.'),

  ...RANGES_CATALOGUE,

  CP5001: error('The module has no single default export clause({...}).'),
  CP5002: error('A part of the clause is missing.'),
  CP5003: error('A clause or builder has no such part.'),
  CP5004: error('A part of the clause is written in another form than it needs.'),
  CP5005: error('A clause id has the form Org::Domain::Name.'),
  CP5006: error('A version has the form 1.0.0.'),
  CP5007: error('An input group is made by sensor, credential, simulation, externalCall or parameters.'),
  CP5008: error('A value is declared with flag, integer, decimal, oneOf, text, date, instant, list, record or optional.'),
  CP5009: error('Min lies above max.'),
  CP5010: error('Min and max are whole multiples of the step.'),
  CP5011: error('A step is a decimal number above zero.'),
  CP5012: error('A value needs more bits than one field element holds.'),
  CP5013: error('A name is declared twice.'),
  CP5014: error('An output is a single value.'),
  CP5015: error('Disclosed, committed and openable wrap a whole input field.'),
  CP5016: error('A clause needs at least one of each: input, output, name, member.'),
  CP5017: error('The length of a list is a whole number from 1 to 65535.'),
  CP5018: error('A clause has more input values than can be committed.'),
  CP5019: error('A path ends without returning.'),
  CP5020: error('A statement can never be reached.'),
  CP5021: error('A returned object lacks an output.'),
  CP5022: error('A returned object has a member that is no output.'),
  CP5023: error('The rule is a method that takes the input groups apart.'),
  CP5024: error('A switch names each case once, with default last.'),
  CP5025: error('A name cannot be used in circuits and certificates.'),
  CP5026: warning('A wrapper changes nothing.'),
  CP5027: error('A unit is a product of names with powers.'),
  CP5029: error('The length of a text is a whole number of bytes from 1 to 1023.'),
  CP5028: error('A bound of a date or instant is none, or outside of the years 1600 to 2400.'),
  CP5030: error('A value is optional twice.'),

  CP5040: error('A clause is a fork of itself.'),

  ...CASES_CATALOGUE,
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type DiagnosticCode = keyof typeof CATALOGUE & string;
