import path from 'node:path';
import { pageOfGuide, type Spot, toPage } from '../site.ts';

/** What a link of a guide becomes on its page: one to the twin of a guide leads to the page of that guide. */
export const followOf =
  (spot: Spot, name: string) =>
  (href: string): string => {
    const [twin = '', anchor] = href.split('#');
    if (!twin.endsWith('.md') || /^[a-z]+:/.test(twin)) return href;
    const other = path.posix.join(path.posix.dirname(name), twin).replace(/\.md$/, '');
    return `${toPage(spot, pageOfGuide(other))}${anchor === undefined ? '' : `#${anchor}`}`;
  };
