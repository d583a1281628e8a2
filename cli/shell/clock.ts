/** The only clock of the command, in the one form that the protocol has for instants. */

/** Now, RFC 3339 in UTC, whole seconds. */
export const now = (): string => instant(new Date());

/** `date` in that form. */
export const instant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** The same day of next year. */
export function inOneYear(): string {
  const date = new Date();
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return instant(date);
}
