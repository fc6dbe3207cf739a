/**
 * What both files of the script use: the first one holds it, the second one is given it (`tools/build.ts`). A visitor's
 * browser may have an older first file, so names are added here and keep their meaning.
 */

export { useEffect, useMemo, useRef, useState } from 'preact/hooks';
export { Fragment, jsx, jsxs } from 'preact/jsx-runtime';
export { RequestFailure } from './api/request-failure.ts';
export { limits } from './flow/limits.generated.ts';
export { hostNames, placesOf } from './flow/reduce.ts';
export { addEnglish } from './i18n/english.ts';
export { fill } from './i18n/messages.ts';
export { addStyles } from './styles/index.ts';
export { addDays, firstDay, monthOf, weekdayOf } from './time/month.ts';
export { instantAt, localTime } from './time/zone.ts';
export { Hosts } from './ui/hosts.tsx';
export { Icon } from './ui/icons.tsx';
export { PersonFields } from './ui/person-fields.tsx';
export { cityText, placeText } from './ui/place-text.ts';
