/**
 * Is a pilot's medical certificate still good? The days it lasts depend on its class and on the holder's age at the
 * examination, as in the European rules for aircrew (MED.A.045), with days in place of calendar months. The verdict and the class are public;
 * age, dates and revocation stay with the holder, who can later show the days since the examination alone.
 */
import { clause, credential, disclosed, ensure, flag, integer, oneOf, openable, parameters } from '@clauseproof/compiler/clause';

/** Days that a certificate lasts from the day of the examination. */
function daysValid(kind: 'CLASS_1' | 'CLASS_2' | 'LAPL', age: number, fliesPassengersAlone: boolean): number {
  switch (kind) {
    case 'CLASS_1':
      return age >= 60 || (fliesPassengersAlone && age >= 40) ? 183 : 365;
    case 'CLASS_2':
      if (age < 40) return 1826;
      return age < 50 ? 730 : 365;
    case 'LAPL':
      return age < 40 ? 1826 : 730;
  }
}

export default clause({
  id: 'ICAO::Aircrew::MedicalValidity',
  version: '1.0.0',
  title: 'Decides whether a medical certificate still holds, without showing the age of its holder',
  inputs: {
    certificate: credential({
      kind: disclosed(oneOf('CLASS_1', 'CLASS_2', 'LAPL')),
      ageAtExamination: integer({ min: 16, max: 120 }),
      ageNow: integer({ min: 16, max: 120 }),
      daysSinceExamination: openable(integer({ min: 0, max: 4000 })),
      fliesPassengersAlone: flag(),
      revoked: flag(),
    }),
    policy: parameters({ renewalNotice: integer({ min: 0, max: 180 }) }),
  },
  outputs: {
    decision: oneOf('VALID', 'RENEW_SOON', 'EXPIRED', 'REVOKED'),
  },
  rule({ certificate, policy }) {
    ensure(certificate.ageAtExamination <= certificate.ageNow, 'the holder cannot have been older at the examination');
    // Between two days that lie n birthdays apart there are more than n - 1 and fewer than n + 1 years.
    const birthdays = certificate.ageNow - certificate.ageAtExamination;
    ensure(
      certificate.daysSinceExamination >= (birthdays - 1) * 365 && certificate.daysSinceExamination <= (birthdays + 1) * 366,
      'the ages do not fit the days since the examination',
    );
    if (certificate.revoked) return { decision: 'REVOKED' };
    const lasts = daysValid(certificate.kind, certificate.ageAtExamination, certificate.fliesPassengersAlone);
    // A certificate of a young holder ends when the age that shortens it was passed by two years (class 2 and LAPL: 42).
    const outgrown = certificate.kind !== 'CLASS_1' && certificate.ageAtExamination < 40 && certificate.ageNow >= 42;
    if (outgrown || certificate.daysSinceExamination > lasts) return { decision: 'EXPIRED' };
    return { decision: lasts - certificate.daysSinceExamination < policy.renewalNotice ? 'RENEW_SOON' : 'VALID' };
  },
});
