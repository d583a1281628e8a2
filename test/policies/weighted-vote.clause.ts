import { clause, ensure, integer, list, oneOf, parameters, record, sensor } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Dao::Governance::Tally',
  version: '1.0.0',
  title: 'Whether a proposal passes with quorum and a two-thirds majority of weighted votes',
  inputs: {
    ballots: sensor({
      votes: list({ min: 1, max: 50 }, record({ choice: oneOf('YES', 'NO', 'ABSTAIN'), weight: integer({ min: 1, max: 1_000_000 }) })),
    }),
    rules: parameters({ supply: integer({ min: 1, max: 50_000_000 }), quorum: integer({ min: 0, max: 100 }) }),
  },
  outputs: { outcome: oneOf('PASSED', 'REJECTED', 'NO_QUORUM'), yes: integer({ min: 0, max: 50_000_000 }) },
  rule({ ballots, rules }) {
    let yes = 0;
    let no = 0;
    let all = 0;
    for (const vote of ballots.votes) {
      all += vote.weight;
      switch (vote.choice) {
        case 'YES':
          yes += vote.weight;
          break;
        case 'NO':
          no += vote.weight;
          break;
        case 'ABSTAIN':
          break;
      }
    }
    ensure(all <= rules.supply, 'no more votes than tokens');
    if (all * 100 < rules.quorum * rules.supply) return { outcome: 'NO_QUORUM', yes };
    return { outcome: yes * 3 >= (yes + no) * 2 ? 'PASSED' : 'REJECTED', yes };
  },
});
