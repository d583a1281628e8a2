import { clause, sensor, flag, decimal } from '@clauseproof/compiler/clause';

export default clause({
  id: 'Test::Golden::Example',
  inputs: { reading: sensor({ wet: flag(), level: decimal({ min: 0, max: 3 }) }) },
  outputs: { ok: flag() },
});
