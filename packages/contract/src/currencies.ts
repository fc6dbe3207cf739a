/** A currency as Stripe charges in it (https://docs.stripe.com/currencies). */
export interface Currency {
  /**
   * The digits after the point in an amount of its smallest unit: 2500 of two decimals is 25.00. For some it is another
   * number than ISO 4217 or `Intl` know: forints, krónur and rupiahs are charged in hundredths.
   */
  readonly decimals: 0 | 2 | 3;
  /** Amounts are multiples of this: krónur in whole ones, dinars of three decimals in tens. */
  readonly step: 1 | 10 | 100;
  /** The least amount that is charged where the account is kept in this currency. Null where Stripe names none. */
  readonly minimum: number | null;
}

const withDecimals = {
  0: 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf',
  2: `aed afn all amd aoa ars aud awg azn bam bbd bdt bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk
    dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr isk jmd kes kgs khr kyd kzt lak lbp
    lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron
    rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah ugx usd uyu uzs wst xcd xcg yer
    zar zmw`,
  3: 'bhd jod kwd omr tnd',
} as const;

/** Those that lost their cents, and for the sake of old callers are still charged in hundredths. */
const wholeOnly: readonly string[] = ['isk', 'ugx'];

/** Least amounts, each with the currencies in which it is the least. */
const minimums: ReadonlyMap<string, number> = new Map(
  Object.entries({
    30: 'gbp',
    50: 'ars aud brl cad chf cop eur idr ils inr jpy krw nzd php rub sgd usd zar',
    200: 'aed myr pln ron',
    250: 'dkk',
    300: 'nok sek',
    400: 'hkd',
    1000: 'mxn thb',
    1500: 'czk',
    17500: 'huf',
  }).flatMap(([least, codes]) => codes.split(' ').map((code) => [code, Number(least)] as const)),
);

/** Every currency that a price may be in, by its code in lower case. */
export const currencies: ReadonlyMap<string, Currency> = new Map(
  ([0, 2, 3] as const).flatMap((decimals) =>
    withDecimals[decimals].split(/\s+/).map((code) => {
      const step = wholeOnly.includes(code) ? 100 : decimals === 3 ? 10 : 1;
      return [code, { decimals, step, minimum: minimums.get(code) ?? null }] as const;
    }),
  ),
);

/** The decimals of a currency, whatever case its code is in; two where it is in no list. */
export const decimalsOf = (code: string): number => currencies.get(code.toLowerCase())?.decimals ?? 2;
