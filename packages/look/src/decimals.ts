const none = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf';
const three = 'bhd jod kwd omr tnd';

/**
 * How many digits of an amount come after the point, as it is charged: for clients, which do not carry the contract's
 * table of currencies. They are the exceptions in it; a test compares.
 */
export function decimalsOf(currency: string): number {
  const code = currency.toLowerCase();
  return none.split(' ').includes(code) ? 0 : three.split(' ').includes(code) ? 3 : 2;
}
