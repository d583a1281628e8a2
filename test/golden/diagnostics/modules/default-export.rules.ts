export function same(x: number): number {
  return x;
}

export default same;
