import { clause } from '@clauseproof/compiler/clause';

const ours = clause({});
