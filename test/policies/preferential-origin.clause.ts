import {
  clause,
  credential,
  decimal,
  ensure,
  flag,
  integer,
  list,
  min,
  optional,
  present,
  record,
  round,
  sum,
  text,
} from '@clauseproof/compiler/clause';

export default clause({
  id: 'Trade::Origin::Preferential',
  version: '1.0.0',
  title: 'Whether goods are of preferential origin by the share of foreign material',
  inputs: {
    declaration: credential({
      goods: record({
        code: text({ maxBytes: 10 }),
        price: decimal({ unit: 'EUR', min: 0.01, max: 1_000_000, step: 0.01 }),
        parts: list(
          { min: 0, max: 8 },
          record({
            value: decimal({ unit: 'EUR', min: 0, max: 1_000_000, step: 0.01 }),
            origin: optional(text({ maxBytes: 2 })),
            certificate: optional(record({ number: integer({ min: 1, max: 999_999 }), issuer: optional(text({ maxBytes: 31 })) })),
          }),
        ),
      }),
      exporter: optional(record({ approved: flag(), limit: optional(decimal({ unit: 'EUR', min: 0, max: 6000, step: 1 })) })),
    }),
  },
  outputs: { preferential: flag(), share: decimal({ min: 0, max: 1, step: 0.0001 }) },
  rule({ declaration }) {
    const { goods, exporter } = declaration;
    ensure(sum(goods.parts, (part) => part.value) <= goods.price, 'parts are worth at most the goods');
    const foreign = sum(goods.parts, (part) =>
      (present(part.origin) && part.origin === 'EU') || (present(part.certificate) && present(part.certificate.issuer)) ? 0 : part.value,
    );
    const share = foreign / goods.price;
    const isApproved = present(exporter) && (exporter.approved || (present(exporter.limit) && goods.price <= exporter.limit));
    return { preferential: isApproved && share <= 0.4, share: round(min(share, 1), 0.0001, 'ceil') };
  },
});
