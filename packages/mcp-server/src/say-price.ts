/** `25.00 USD` of 2500 and `usd`: the smallest unit differs from currency to currency, so 2500 of `jpy` are `2500 JPY`. */
export function sayPrice(amount: number, currency: string): string {
  const code = currency.toUpperCase();
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: code });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return `${(amount / 10 ** digits).toFixed(digits)} ${code}`;
}
