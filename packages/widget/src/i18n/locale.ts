import { isLanguage, type Language } from './messages.ts';

/** How the widget speaks: the words of one language, and the customs of the visitor. */
export interface Locale {
  readonly language: Language;
  /** A tag for `Intl`: the visitor's own variant of the language where they have one. */
  readonly tag: string;
  readonly hourCycle: 'h11' | 'h12' | 'h23' | 'h24';
  /** 0 is Sunday, 6 is Saturday. */
  readonly firstWeekday: number;
}

/**
 * The language of the page, so that it is of one piece; else the visitor's first that the widget has; else English.
 * Clock and week are always by the visitor's own first tag: who reads English in Berlin still has 24 hours.
 */
export function chooseLocale(pageTag: string, visitorTags: readonly string[]): Locale {
  const visitors = visitorTags.filter(isTag);
  const tags = isTag(pageTag) ? [pageTag, ...visitors] : visitors;
  const language = tags.map(baseOf).find(isLanguage) ?? 'en';
  const tag = [...visitors, pageTag].find((one) => isTag(one) && baseOf(one) === language) ?? language;
  const customs = visitors[0] ?? tag;
  return { language, tag, hourCycle: hourCycleOf(customs), firstWeekday: firstWeekdayOf(customs) };
}

const baseOf = (tag: string) => new Intl.Locale(tag).language;

function isTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== '';
  } catch {
    return false;
  }
}

const hourCycleOf = (tag: string): Locale['hourCycle'] =>
  new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hourCycle ?? 'h23';

interface WeekInfo {
  /** 1 is Monday, 7 is Sunday. */
  readonly firstDay: number;
}

// Where the browser does not tell (CLDR's week data for the regions in which most people live).
const sundayRegions = 'BR CA CO GT HK ID IL IN JP KE KR MX PE PH PK PT SG TH TW US VE ZA';
const saturdayRegions = 'AE BH DZ EG IQ IR JO KW OM QA SD SY';

function firstWeekdayOf(tag: string): number {
  const locale = new Intl.Locale(tag) as Intl.Locale & {
    getWeekInfo?: () => WeekInfo;
    weekInfo?: WeekInfo;
  };
  const told = locale.getWeekInfo?.() ?? locale.weekInfo;
  if (told !== undefined) return told.firstDay % 7;
  const region = locale.maximize().region ?? '';
  if (sundayRegions.includes(region)) return 0;
  return saturdayRegions.includes(region) ? 6 : 1;
}
