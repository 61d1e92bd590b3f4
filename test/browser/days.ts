// Days near today, as the alliance's clock has them.

export function inDays(days: number): string {
  const options = { timeZone: 'Europe/Brussels', year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', options).format(Date.now() + days * 86_400_000);
}
