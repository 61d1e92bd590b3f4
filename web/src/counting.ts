// Whole numbers, and what is counted with them, such as “6,000 facts”, as a language writes them.

type WriteNumber = (n: number) => string;
type Count = (n: number, one: string, many: string) => string;

/** `locale`: whose marks stand between thousands. */
export function numberIn(locale: string): WriteNumber {
  const numbers = new Intl.NumberFormat(locale);
  return (n) => numbers.format(n);
}

export function countIn(locale: string): Count {
  const number = numberIn(locale);
  return (n, one, many) => `${number(n)} ${n === 1 ? one : many}`;
}
