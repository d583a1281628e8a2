export function above(amount: number, threshold: number): number {
  return amount > threshold ? amount - threshold : 0;
}

function hidden(amount: number): number {
  return amount;
}

export const LIMIT = hidden(10);
