/** The larger regions whose weeks begin on Sunday or Saturday, for runtimes that do not know (Unicode CLDR, weekData). */
const sundayFirst = 'BD BR CA CO ET HK ID IL IN JP KE KR MX PE PH PK PT SA SG TH TW US VE YE ZA';
const saturdayFirst = 'AF DZ EG IQ IR JO KW LY OM QA SD SY';

interface WeekInfo {
  readonly firstDay: number;
}
/** A locale as newer runtimes have it: some give its week by a method, some by a property, some not at all. */
type LocaleWithWeek = Intl.Locale & {
  readonly getWeekInfo?: () => WeekInfo;
  readonly weekInfo?: WeekInfo;
};

/**
 * The day on which weeks begin in a locale: 0 is Sunday, 1 Monday, 6 Saturday. A locale without a region is taken
 * for where it is most spoken. Throws a RangeError for what is no locale.
 */
export function firstDayOfWeek(locale: string): number {
  const found = new Intl.Locale(locale) as LocaleWithWeek;
  const told = found.getWeekInfo?.() ?? found.weekInfo;
  return told ? told.firstDay % 7 : firstDayOfRegion(found.maximize().region);
}

/** The same by the table alone; Monday for regions that are not in it. */
export function firstDayOfRegion(region: string | undefined): number {
  if (region === undefined) return 1;
  if (sundayFirst.includes(region)) return 0;
  return saturdayFirst.includes(region) ? 6 : 1;
}
