import { flag } from '@clauseproof/compiler/clause';

export default flag();
