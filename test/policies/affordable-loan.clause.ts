import {
  clause,
  credential,
  decimal,
  ensure,
  flag,
  integer,
  list,
  min,
  parameters,
  quantity,
  round,
  sum,
} from '@clauseproof/compiler/clause';

export default clause({
  id: 'Bank::Credit::Affordability',
  version: '1.0.0',
  title: 'Whether a loan is affordable by income, debts and dependants',
  inputs: {
    applicant: credential({
      incomes: list(3, decimal({ unit: 'EUR', min: 0, max: 1_000_000, step: 0.01 })),
      debts: list({ min: 0, max: 10 }, decimal({ unit: 'EUR', min: 0, max: 100_000, step: 0.01 })),
      dependants: integer({ min: 0, max: 12 }),
      balance: decimal({ unit: 'EUR', min: -100_000, max: 10_000_000, step: 0.01 }),
    }),
    offer: parameters({
      principal: decimal({ unit: 'EUR', min: 100, max: 1_000_000, step: 1 }),
      months: integer({ min: 6, max: 360 }),
      rate: decimal({ min: 0, max: 0.3, step: 0.0001 }),
    }),
  },
  outputs: {
    affordable: flag(),
    instalment: decimal({ unit: 'EUR', min: 0, max: 2_000_000, step: 0.01 }),
    ratio: decimal({ min: 0, max: 1000, step: 0.001 }),
  },
  rule({ applicant, offer }) {
    const income = min(applicant.incomes);
    ensure(income > 0, 'an income every month');
    const instalment = round((offer.principal * 12 + offer.principal * offer.rate * offer.months) / (offer.months * 12), 0.01, 'ceil');
    const debts = sum(applicant.debts);
    const ratio = (instalment + debts) / income;
    const living = quantity(400, 'EUR') + quantity(150, 'EUR') * applicant.dependants;
    const left = income - debts - instalment - living;
    return {
      affordable: ratio <= 0.4 && left >= 0 && applicant.balance > -5000,
      instalment,
      ratio: round(min(ratio, 1000), 0.001, 'halfUp'),
    };
  },
});
