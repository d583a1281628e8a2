/**
 * May a traveller enter for a short stay? As in the Schengen Borders Code: a passport that is good for three months more, a visa unless the
 * nationality is exempt, and at most 90 days within any 180. The verdict, its ground and the days left are public; who travels, where from
 * and when before stays with the traveller.
 */
import {
  addDays,
  addMonths,
  type CalendarDate,
  clause,
  credential,
  date,
  daysBetween,
  ensure,
  every,
  integer,
  list,
  max,
  min,
  oneOf,
  oneOfTexts,
  optional,
  parameters,
  present,
  record,
  sum,
  text,
} from '@clauseproof/compiler/clause';

const EXEMPT = ['BRA', 'JPN', 'NZL'];

/** Days of a stay that fall between two days; both ends of both count. */
function daysInside(entered: CalendarDate, left: CalendarDate, from: CalendarDate, to: CalendarDate): number {
  const first = max(entered, from);
  const last = min(left, to);
  return first <= last ? daysBetween(first, last) + 1 : 0;
}

export default clause({
  id: 'EU::Borders::ShortStay',
  version: '1.0.0',
  title: 'Decides on entry for a short stay, without showing where a traveller is from or has been',
  inputs: {
    passport: credential({
      nationality: text({ maxBytes: 3 }),
      expires: date({ min: '2000-01-01', max: '2080-12-31' }),
      visa: optional(
        record({ from: date({ min: '2000-01-01', max: '2080-12-31' }), until: date({ min: '2000-01-01', max: '2080-12-31' }) }),
      ),
      stays: list(
        { min: 0, max: 3 },
        record({ entered: date({ min: '2000-01-01', max: '2080-12-31' }), left: date({ min: '2000-01-01', max: '2080-12-31' }) }),
      ),
    }),
    border: parameters({ today: date({ min: '2020-01-01', max: '2080-12-31' }) }),
  },
  outputs: {
    decision: oneOf('ENTER', 'REFUSE'),
    ground: oneOf('ALLOWED', 'PASSPORT', 'VISA', 'OVERSTAY'),
    left: integer({ unit: 'day', min: 0, max: 90 }),
  },
  rule({ passport, border }) {
    ensure(
      every(passport.stays, (stay) => stay.entered <= stay.left && stay.left < border.today),
      'a stay ends after it begins, and before today',
    );
    let free = date('2000-01-01');
    for (const stay of passport.stays) {
      ensure(free <= stay.entered, 'stays are listed in order');
      free = addDays(stay.left, 1);
    }
    if (passport.expires < addMonths(border.today, 3, 'clamp')) return { decision: 'REFUSE', ground: 'PASSPORT', left: 0 };
    if (!oneOfTexts(passport.nationality, EXEMPT)) {
      const holds = present(passport.visa) && passport.visa.from <= border.today && border.today <= passport.visa.until;
      if (!holds) return { decision: 'REFUSE', ground: 'VISA', left: 0 };
    }
    // Today is the last of the 180 days, and a day of the stay itself.
    const spent = sum(passport.stays, (stay) => daysInside(stay.entered, stay.left, addDays(border.today, -179), border.today));
    if (spent >= 90) return { decision: 'REFUSE', ground: 'OVERSTAY', left: 0 };
    return { decision: 'ENTER', ground: 'ALLOWED', left: 90 - spent };
  },
});
